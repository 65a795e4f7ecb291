"""Official data: GIAS and Ofsted files in, what they would change, and the inbox in which a person decides."""
