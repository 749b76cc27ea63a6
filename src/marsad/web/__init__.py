"""The pages: reports with their claims, the claims' places on a map. Needs the extra `web`."""
