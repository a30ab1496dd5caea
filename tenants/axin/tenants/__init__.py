"""Who is asking, and how much may they use: workspaces, people, sign-in, memberships, tokens, limits."""
