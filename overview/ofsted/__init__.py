"""The pages of Ofsted: a school's inspections, who is due, outcomes, report cards, and movements that close."""
