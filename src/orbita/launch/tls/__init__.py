"""HTTPS of `up --tls`: an authority of this installation's own, or a certificate that was given."""
