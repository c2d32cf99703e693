# An agent for one identity of Leasehold; copied for each: sed s/IDENTITY/apply/ agent.hcl > /etc/leasehold/agent-apply.hcl
#
# The login must give the policy leasehold-IDENTITY and no other but `default` (which lets the agent renew): for AppRole
#   vault write auth/approle/role/leasehold-IDENTITY token_policies=leasehold-IDENTITY token_ttl=15m token_max_ttl=24h
# Any other method will do, a certificate or Kubernetes. Leasehold reads the file anew for each run.
vault {
  address = "https://vault.example.com:8200"
}

auto_auth {
  method "approle" {
    config = {
      role_id_file_path                   = "/etc/leasehold/IDENTITY.role-id"
      secret_id_file_path                 = "/etc/leasehold/IDENTITY.secret-id"
      remove_secret_id_file_after_reading = false
    }
  }

  sink "file" {
    config = {
      path = "/run/leasehold-tokens/IDENTITY"
      mode = 0640 # one that everybody may read is refused
    }
  }
}
