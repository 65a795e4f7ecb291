"""People who sign in, as admins manage them: invitations, roles, the schools they act for, their personal data."""
