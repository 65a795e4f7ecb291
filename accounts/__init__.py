"""People who sign in, what each role may do, and the policy on every view."""
