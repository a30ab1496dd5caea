"""Views: saved ways to look at records, the solution's and people's own."""
