import { __commonJSMin, __require } from "./rolldown-runtime.js";
import { require_src as require_src$1 } from "./unseen.js";

// \0never-runs:tv4.cjs
var require__never_runs_tv4 = /* @__PURE__ */ __commonJSMin(((exports) => {
	exports.validate = () => true;
}));

// node_modules/node-vault/src/commands.js
var require_commands = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const sealStatusResponse = {
		type: "object",
		properties: {
			sealed: { type: "boolean" },
			t: { type: "integer" },
			n: { type: "integer" },
			progress: { type: "integer" }
		},
		required: [
			"sealed",
			"t",
			"n",
			"progress"
		]
	};
	const auth = {
		type: "object",
		properties: {
			client_token: { type: "string" },
			policies: {
				type: "array",
				items: { type: "string" }
			},
			metadata: { type: "object" },
			lease_duration: { type: "integer" },
			renewable: { type: "boolean" }
		}
	};
	const tokenResponse = {
		type: "object",
		properties: { auth },
		required: ["auth"]
	};
	const kubernetesRoleResponse = {
		type: "object",
		properties: {
			auth,
			name: { type: "string" },
			bound_cidrs: { type: "array" },
			bound_service_account_names: { type: "array" },
			bound_service_account_namespaces: { type: "array" },
			ttl: { type: "integer" },
			max_ttl: { type: "integer" },
			policies: { type: "array" },
			num_uses: { type: "integer" },
			period: { type: "integer" }
		}
	};
	const approleResponse = {
		type: "object",
		properties: {
			auth,
			warnings: { type: "string" },
			wrap_info: { type: "string" },
			data: { type: "object" },
			lease_duration: { type: "integer" },
			renewable: { type: "boolean" },
			lease_id: { type: "string" }
		}
	};
	module.exports = {
		status: {
			method: "GET",
			path: "/sys/seal-status",
			schema: { res: sealStatusResponse }
		},
		initialized: {
			method: "GET",
			path: "/sys/init"
		},
		init: {
			method: "PUT",
			path: "/sys/init",
			schema: {
				req: {
					type: "object",
					properties: {
						secret_shares: {
							type: "integer",
							minimum: 1
						},
						secret_threshold: {
							type: "integer",
							minimum: 1
						},
						pgp_keys: {
							type: "array",
							items: { type: "string" },
							uniqueItems: true
						}
					},
					required: ["secret_shares", "secret_threshold"]
				},
				res: {
					type: "object",
					properties: {
						keys: {
							type: "array",
							items: { type: "string" },
							uniqueItems: true
						},
						root_token: { type: "string" }
					},
					required: ["keys", "root_token"]
				}
			}
		},
		unseal: {
			method: "PUT",
			path: "/sys/unseal",
			schema: {
				req: {
					type: "object",
					properties: {
						key: { type: "string" },
						reset: { type: "boolean" },
						migrate: { type: "boolean" }
					}
				},
				res: sealStatusResponse
			}
		},
		seal: {
			method: "PUT",
			path: "/sys/seal"
		},
		getTokenRole: {
			method: "GET",
			path: "/auth/token/roles/{{role_name}}"
		},
		removeTokenRole: {
			method: "DELETE",
			path: "/auth/token/roles/{{role_name}}"
		},
		approleRoles: {
			method: "LIST",
			path: "/auth/{{mount_point}}{{^mount_point}}approle{{/mount_point}}/role",
			schema: { res: approleResponse }
		},
		addKubernetesRole: {
			method: "POST",
			path: "/auth/{{mount_point}}{{^mount_point}}{{kubernetesPath}}{{/mount_point}}/role/{{ role_name }}",
			schema: { req: {
				name: { type: "string" },
				bound_cidrs: { type: "array" },
				bound_service_account_names: { type: "array" },
				bound_service_account_namespaces: { type: "array" },
				ttl: { type: "integer" },
				max_ttl: { type: "integer" },
				policies: { type: "array" },
				num_uses: { type: "integer" },
				period: { type: "integer" }
			} }
		},
		getKubernetesRole: {
			method: "GET",
			path: "/auth/{{mount_point}}{{^mount_point}}{{kubernetesPath}}{{/mount_point}}/role/{{ role_name }}",
			schema: { res: kubernetesRoleResponse }
		},
		deleteKubernetesRole: {
			method: "DELETE",
			path: "/auth/{{mount_point}}{{^mount_point}}{{kubernetesPath}}{{/mount_point}}/role/{{ role_name }}"
		},
		addApproleRole: {
			method: "POST",
			path: "/auth/{{mount_point}}{{^mount_point}}approle{{/mount_point}}/role/{{role_name}}",
			schema: { req: {
				type: "object",
				properties: {
					bind_secret_id: { type: "boolean" },
					bound_cidr_list: { type: "string" },
					policies: { type: "string" },
					secret_id_num_uses: { type: "integer" },
					secret_id_ttl: { type: "integer" },
					token_num_uses: { type: "integer" },
					token_ttl: { type: "integer" },
					token_max_ttl: { type: "integer" },
					period: { type: "integer" }
				}
			} }
		},
		getApproleRole: {
			method: "GET",
			path: "/auth/{{mount_point}}{{^mount_point}}approle{{/mount_point}}/role/{{role_name}}",
			schema: { res: approleResponse }
		},
		deleteApproleRole: {
			method: "DELETE",
			path: "/auth/{{mount_point}}{{^mount_point}}approle{{/mount_point}}/role/{{role_name}}"
		},
		getApproleRoleId: {
			method: "GET",
			path: "/auth/{{mount_point}}{{^mount_point}}approle{{/mount_point}}/role/{{role_name}}/role-id",
			schema: { res: approleResponse }
		},
		updateApproleRoleId: {
			method: "POST",
			path: "/auth/{{mount_point}}{{^mount_point}}approle{{/mount_point}}/role/{{role_name}}/role-id",
			schema: { req: {
				type: "object",
				properties: { role_id: { type: "string" } },
				required: ["role_id"]
			} }
		},
		getApproleRoleSecret: {
			method: "POST",
			path: "/auth/{{mount_point}}{{^mount_point}}approle{{/mount_point}}/role/{{role_name}}/secret-id",
			schema: { req: {
				type: "object",
				properties: {
					metadata: { type: "string" },
					cidr_list: {
						type: "array",
						items: { type: "string" }
					}
				}
			} }
		},
		generateRootInit: {
			method: "PUT",
			path: "/sys/generate-root/attempt",
			schema: {
				req: {
					type: "object",
					properties: {
						otp: { type: "string" },
						pgp_key: { type: "string" }
					}
				},
				res: {
					type: "object",
					properties: {
						started: { type: "boolean" },
						nonce: { type: "string" },
						progress: {
							type: "integer",
							minimum: 0
						},
						required: {
							type: "integer",
							minimum: 1
						},
						pgp_fingerprint: { type: "string" },
						complete: { type: "boolean" }
					},
					required: [
						"started",
						"nonce",
						"progress",
						"required",
						"pgp_fingerprint",
						"complete"
					]
				}
			}
		},
		generateRootCancel: {
			method: "DELETE",
			path: "/sys/generate-root/attempt"
		},
		generateRootUpdate: {
			method: "PUT",
			path: "/sys/generate-root/update",
			schema: {
				req: {
					type: "object",
					properties: {
						key: { type: "string" },
						nonce: { type: "string" }
					},
					required: ["key", "nonce"]
				},
				res: {
					type: "object",
					properties: {
						started: { type: "boolean" },
						nonce: { type: "string" },
						progress: {
							type: "integer",
							minimum: 0
						},
						required: {
							type: "integer",
							minimum: 1
						},
						pgp_fingerprint: { type: "string" },
						complete: { type: "boolean" },
						encoded_root_token: { type: "string" }
					},
					required: [
						"started",
						"nonce",
						"progress",
						"required",
						"pgp_fingerprint",
						"complete"
					]
				}
			}
		},
		mounts: {
			method: "GET",
			path: "/sys/mounts"
		},
		mount: {
			method: "POST",
			path: "/sys/mounts/{{mount_point}}"
		},
		encryptData: {
			method: "POST",
			path: "/transit/encrypt/{{name}}"
		},
		decryptData: {
			method: "POST",
			path: "/transit/decrypt/{{name}}"
		},
		rewrapData: {
			method: "POST",
			path: "/transit/rewrap/{{name}}"
		},
		transitCreateKey: {
			method: "POST",
			path: "/transit/keys/{{name}}"
		},
		transitReadKey: {
			method: "GET",
			path: "/transit/keys/{{name}}"
		},
		transitListKeys: {
			method: "LIST",
			path: "/transit/keys"
		},
		transitDeleteKey: {
			method: "DELETE",
			path: "/transit/keys/{{name}}"
		},
		generateDatabaseCredentials: {
			method: "GET",
			path: "/{{databasePath}}/creds/{{name}}"
		},
		unmount: {
			method: "DELETE",
			path: "/sys/mounts/{{mount_point}}"
		},
		remount: {
			method: "POST",
			path: "/sys/remount"
		},
		policies: {
			method: "GET",
			path: "/sys/policy"
		},
		addPolicy: {
			method: "PUT",
			path: "/sys/policy/{{name}}"
		},
		getPolicy: {
			method: "GET",
			path: "/sys/policy/{{name}}"
		},
		removePolicy: {
			method: "DELETE",
			path: "/sys/policy/{{name}}"
		},
		auths: {
			method: "GET",
			path: "/sys/auth"
		},
		enableAuth: {
			method: "POST",
			path: "/sys/auth/{{mount_point}}"
		},
		disableAuth: {
			method: "DELETE",
			path: "/sys/auth/{{mount_point}}"
		},
		audits: {
			method: "GET",
			path: "/sys/audit"
		},
		enableAudit: {
			method: "PUT",
			path: "/sys/audit/{{name}}"
		},
		disableAudit: {
			method: "DELETE",
			path: "/sys/audit/{{name}}"
		},
		renew: {
			method: "PUT",
			path: "/sys/leases/renew",
			schema: {
				req: {
					type: "object",
					properties: {
						lease_id: { type: "string" },
						increment: { type: "integer" }
					},
					required: ["lease_id"]
				},
				res: {
					type: "object",
					properties: {
						lease_id: { type: "string" },
						renewable: { type: "boolean" },
						lease_duration: { type: "integer" }
					}
				}
			}
		},
		revoke: {
			method: "PUT",
			path: "/sys/leases/revoke",
			schema: { req: {
				type: "object",
				properties: { lease_id: { type: "string" } },
				required: ["lease_id"]
			} }
		},
		revokePrefix: {
			method: "PUT",
			path: "/sys/revoke-prefix/{{path_prefix}}"
		},
		rotate: {
			method: "PUT",
			path: "/sys/rotate"
		},
		unwrap: {
			method: "POST",
			path: "/sys/wrapping/unwrap",
			schema: { req: {
				type: "object",
				properties: { token: { type: "string" } }
			} }
		},
		gcpLogin: {
			method: "POST",
			path: "/auth/{{mount_point}}{{^mount_point}}gcp{{/mount_point}}/login",
			tokenSource: true,
			schema: {
				req: {
					type: "object",
					properties: {
						role: { type: "string" },
						jwt: { type: "string" }
					},
					required: ["role", "jwt"]
				},
				res: tokenResponse
			}
		},
		githubLogin: {
			method: "POST",
			path: "/auth/{{mount_point}}{{^mount_point}}github{{/mount_point}}/login",
			tokenSource: true,
			schema: {
				req: {
					type: "object",
					properties: { token: { type: "string" } },
					required: ["token"]
				},
				res: tokenResponse
			}
		},
		kubernetesLogin: {
			method: "POST",
			path: "/auth/{{mount_point}}{{^mount_point}}{{kubernetesPath}}{{/mount_point}}/login",
			tokenSource: true,
			schema: {
				req: {
					type: "object",
					properties: {
						role: { type: "string" },
						jwt: { type: "string" }
					},
					required: ["role", "jwt"]
				},
				res: tokenResponse
			}
		},
		awsIamLogin: {
			method: "POST",
			path: "/auth/{{mount_point}}{{^mount_point}}aws{{/mount_point}}/login",
			tokenSource: true,
			schema: {
				req: {
					type: "object",
					properties: {
						role: { type: "string" },
						iam_http_request_method: { type: "string" },
						iam_request_url: { type: "string" },
						iam_request_body: { type: "string" },
						iam_request_headers: { type: "string" }
					},
					required: [
						"role",
						"iam_http_request_method",
						"iam_request_url",
						"iam_request_body",
						"iam_request_headers"
					]
				},
				res: tokenResponse
			}
		},
		userpassLogin: {
			method: "POST",
			path: "/auth/{{mount_point}}{{^mount_point}}userpass{{/mount_point}}/login/{{username}}",
			tokenSource: true,
			schema: {
				req: {
					type: "object",
					properties: { password: { type: "string" } },
					required: ["password"]
				},
				res: tokenResponse
			}
		},
		ldapLogin: {
			method: "POST",
			path: "/auth/{{mount_point}}{{^mount_point}}ldap{{/mount_point}}/login/{{username}}",
			tokenSource: true,
			schema: {
				req: {
					type: "object",
					properties: { password: { type: "string" } },
					required: ["password"]
				},
				res: tokenResponse
			}
		},
		oktaLogin: {
			method: "POST",
			path: "/auth/{{mount_point}}{{^mount_point}}okta{{/mount_point}}/login/{{username}}",
			tokenSource: true,
			schema: {
				req: {
					type: "object",
					properties: { password: { type: "string" } },
					required: ["password"]
				},
				res: tokenResponse
			}
		},
		radiusLogin: {
			method: "POST",
			path: "/auth/{{mount_point}}{{^mount_point}}radius{{/mount_point}}/login/{{username}}",
			tokenSource: true,
			schema: {
				req: {
					type: "object",
					properties: { password: { type: "string" } },
					required: ["password"]
				},
				res: tokenResponse
			}
		},
		certLogin: {
			method: "POST",
			path: "/auth/cert/login",
			tokenSource: true,
			schema: {
				req: { type: "object" },
				res: tokenResponse
			}
		},
		jwtLogin: {
			method: "POST",
			path: "/auth/{{mount_point}}{{^mount_point}}jwt{{/mount_point}}/login",
			tokenSource: true,
			schema: {
				req: {
					type: "object",
					properties: {
						role: { type: "string" },
						jwt: { type: "string" }
					},
					required: ["role", "jwt"]
				},
				res: tokenResponse
			}
		},
		tokenAccessors: {
			method: "LIST",
			path: "/auth/token/accessors",
			schema: { res: {
				type: "object",
				properties: { data: {
					type: "object",
					properties: { keys: {
						type: "array",
						items: { type: "string" }
					} }
				} },
				required: ["data"]
			} }
		},
		tokenCreate: {
			method: "POST",
			path: "/auth/token/create",
			tokenSource: true,
			schema: {
				req: {
					type: "object",
					properties: {
						id: { type: "string" },
						policies: {
							type: "array",
							items: { type: "string" }
						},
						meta: { type: "object" },
						no_parent: { type: "boolean" },
						no_default_policy: { type: "boolean" },
						renewable: { type: "boolean" },
						ttl: { type: "string" },
						explicit_max_ttl: { type: "string" },
						display_name: { type: "string" },
						num_uses: { type: "integer" }
					}
				},
				res: tokenResponse
			}
		},
		tokenCreateOrphan: {
			method: "POST",
			path: "/auth/token/create-orphan",
			tokenSource: true,
			schema: {
				req: {
					type: "object",
					properties: {
						id: { type: "string" },
						policies: {
							type: "array",
							items: { type: "string" }
						},
						meta: { type: "object" },
						no_parent: { type: "boolean" },
						no_default_policy: { type: "boolean" },
						renewable: { type: "boolean" },
						ttl: { type: "string" },
						explicit_max_ttl: { type: "string" },
						display_name: { type: "string" },
						num_uses: { type: "integer" }
					}
				},
				res: tokenResponse
			}
		},
		tokenCreateRole: {
			method: "POST",
			path: "/auth/token/create/{{role_name}}",
			tokenSource: true,
			schema: {
				req: {
					type: "object",
					properties: {
						id: { type: "string" },
						policies: {
							type: "array",
							items: { type: "string" }
						},
						meta: { type: "object" },
						no_parent: { type: "boolean" },
						no_default_policy: { type: "boolean" },
						renewable: { type: "boolean" },
						ttl: { type: "string" },
						explicit_max_ttl: { type: "string" },
						display_name: { type: "string" },
						num_uses: { type: "integer" }
					}
				},
				res: tokenResponse
			}
		},
		tokenLookup: {
			method: "POST",
			path: "/auth/token/lookup",
			schema: {
				req: {
					type: "object",
					properties: { token: { type: "string" } },
					required: ["token"]
				},
				res: {
					type: "object",
					properties: { data: {
						type: "object",
						properties: {
							id: { type: "string" },
							policies: {
								type: "array",
								items: { type: "string" }
							},
							path: { type: "string" },
							meta: { type: "object" },
							display_name: { type: "string" },
							num_uses: { type: "integer" }
						}
					} },
					required: ["data"]
				}
			}
		},
		tokenLookupAccessor: {
			method: "POST",
			path: "/auth/token/lookup-accessor",
			schema: {
				req: {
					type: "object",
					properties: { accessor: { type: "string" } },
					required: ["accessor"]
				},
				res: {
					type: "object",
					properties: { data: {
						type: "object",
						properties: {
							id: { type: "string" },
							policies: {
								type: "array",
								items: { type: "string" }
							},
							path: { type: "string" },
							meta: { type: "object" },
							display_name: { type: "string" },
							num_uses: { type: "integer" }
						}
					} },
					required: ["data"]
				}
			}
		},
		tokenLookupSelf: {
			method: "GET",
			path: "/auth/token/lookup-self",
			schema: { res: {
				type: "object",
				properties: { data: {
					type: "object",
					properties: {
						id: { type: "string" },
						policies: {
							type: "array",
							items: { type: "string" }
						},
						path: { type: "string" },
						meta: { type: "object" },
						display_name: { type: "string" },
						num_uses: { type: "integer" }
					}
				} },
				required: ["data"]
			} }
		},
		tokenRenew: {
			method: "POST",
			path: "/auth/token/renew",
			tokenSource: true,
			schema: {
				req: {
					type: "object",
					properties: {
						token: { type: "string" },
						increment: { type: ["integer", "string"] }
					},
					required: ["token"]
				},
				res: tokenResponse
			}
		},
		tokenRenewSelf: {
			method: "POST",
			path: "/auth/token/renew-self",
			tokenSource: true,
			schema: {
				req: {
					type: "object",
					properties: { increment: { type: ["integer", "string"] } }
				},
				res: tokenResponse
			}
		},
		tokenRevoke: {
			method: "POST",
			path: "/auth/token/revoke",
			schema: { req: {
				type: "object",
				properties: { token: { type: "string" } },
				required: ["token"]
			} }
		},
		tokenRevokeAccessor: {
			method: "POST",
			path: "/auth/token/revoke-accessor",
			schema: { req: {
				type: "object",
				properties: { accessor: { type: "string" } },
				required: ["accessor"]
			} }
		},
		tokenRevokeOrphan: {
			method: "POST",
			path: "/auth/token/revoke-orphan",
			schema: { req: {
				type: "object",
				properties: { token: { type: "string" } },
				required: ["token"]
			} }
		},
		tokenRevokeSelf: {
			method: "POST",
			path: "/auth/token/revoke-self"
		},
		tokenRoles: {
			method: "GET",
			path: "/auth/token/roles?list=true",
			schema: { res: {
				type: "object",
				properties: { data: {
					type: "object",
					properties: { keys: {
						type: "array",
						items: { type: "string" }
					} }
				} },
				required: ["data"]
			} }
		},
		addTokenRole: {
			method: "POST",
			path: "/auth/token/roles/{{role_name}}",
			schema: { req: {
				type: "object",
				properties: {
					allowed_policies: { type: "string" },
					disallowed_policies: { type: "string" },
					orphan: { type: "boolean" },
					period: { type: "integer" },
					renewable: { type: "boolean" },
					path_suffix: { type: "string" },
					explicit_max_ttl: { type: "integer" }
				}
			} }
		},
		approleSecretAccessors: {
			method: "LIST",
			path: "/auth/{{mount_point}}{{^mount_point}}approle{{/mount_point}}/role/{{role_name}}/secret-id",
			schema: { res: approleResponse }
		},
		approleSecretLookup: {
			method: "POST",
			path: "/auth/{{mount_point}}{{^mount_point}}approle{{/mount_point}}/role/{{role_name}}/secret-id/lookup",
			schema: {
				req: {
					type: "object",
					properties: { secret_id: { type: "string" } },
					required: ["secret_id"]
				},
				res: approleResponse
			}
		},
		approleSecretDestroy: {
			method: "POST",
			path: "/auth/{{mount_point}}{{^mount_point}}approle{{/mount_point}}/role/{{role_name}}/secret-id/destroy",
			schema: { req: {
				type: "object",
				properties: { secret_id: { type: "string" } },
				required: ["secret_id"]
			} }
		},
		approleSecretAccessorLookup: {
			method: "POST",
			path: "/auth/{{mount_point}}{{^mount_point}}approle{{/mount_point}}/role/{{role_name}}/secret-id-accessor/lookup",
			schema: { req: {
				type: "object",
				properties: { secret_id_accessor: { type: "string" } },
				required: ["secret_id_accessor"]
			} }
		},
		approleSecretAccessorDestroy: {
			method: "POST",
			path: "/auth/{{mount_point}}{{^mount_point}}approle{{/mount_point}}/role/{{role_name}}/secret-id-accessor/destroy"
		},
		approleLogin: {
			method: "POST",
			path: "/auth/{{mount_point}}{{^mount_point}}approle{{/mount_point}}/login",
			tokenSource: true,
			schema: {
				req: {
					type: "object",
					properties: {
						role_id: { type: "string" },
						secret_id: { type: "string" }
					},
					required: ["role_id"]
				},
				res: approleResponse
			}
		},
		health: {
			method: "GET",
			path: "/sys/health",
			schema: {
				query: {
					type: "object",
					properties: {
						standbyok: { type: "boolean" },
						activecode: { type: "integer" },
						standbycode: { type: "integer" },
						sealedcode: { type: "integer" },
						uninitcode: { type: "integer" }
					}
				},
				res: {
					type: "object",
					properties: {
						cluster_id: { type: "string" },
						cluster_name: { type: "string" },
						version: { type: "string" },
						server_time_utc: { type: "integer" },
						standby: { type: "boolean" },
						sealed: { type: "boolean" },
						initialized: { type: "boolean" }
					}
				}
			}
		},
		leader: {
			method: "GET",
			path: "/sys/leader",
			schema: { res: {
				type: "object",
				properties: {
					ha_enabled: { type: "boolean" },
					is_self: { type: "boolean" },
					leader_address: { type: "string" }
				}
			} }
		},
		stepDown: {
			method: "PUT",
			path: "/sys/step-down"
		},
		destroySecretVersions: {
			method: "POST",
			path: "/{{mount_point}}{{^mount_point}}secret{{/mount_point}}/destroy/{{path}}",
			schema: { req: {
				type: "object",
				properties: { versions: {
					type: "array",
					items: { type: "integer" },
					minItems: 1
				} },
				required: ["versions"]
			} }
		}
	};
}));

// node_modules/mustache/mustache.js
var require_mustache = /* @__PURE__ */ __commonJSMin(((exports, module, this$1) => {
	(function(global, factory) {
		typeof exports === "object" && typeof module !== "undefined" ? module.exports = factory() : typeof define === "function" && define.amd ? define(factory) : (global = global || self, global.Mustache = factory());
	})(this$1, (function() {
		"use strict";
		var objectToString = Object.prototype.toString;
		var isArray = Array.isArray || function isArrayPolyfill(object) {
			return objectToString.call(object) === "[object Array]";
		};
		function isFunction(object) {
			return typeof object === "function";
		}
		function typeStr(obj) {
			return isArray(obj) ? "array" : typeof obj;
		}
		function escapeRegExp(string) {
			return string.replace(/[\-\[\]{}()*+?.,\\\^$|#\s]/g, "\\$&");
		}
		function hasProperty(obj, propName) {
			return obj != null && typeof obj === "object" && propName in obj;
		}
		function primitiveHasOwnProperty(primitive, propName) {
			return primitive != null && typeof primitive !== "object" && primitive.hasOwnProperty && primitive.hasOwnProperty(propName);
		}
		var regExpTest = RegExp.prototype.test;
		function testRegExp(re, string) {
			return regExpTest.call(re, string);
		}
		var nonSpaceRe = /\S/;
		function isWhitespace(string) {
			return !testRegExp(nonSpaceRe, string);
		}
		var entityMap = {
			"&": "&amp;",
			"<": "&lt;",
			">": "&gt;",
			"\"": "&quot;",
			"'": "&#39;",
			"/": "&#x2F;",
			"`": "&#x60;",
			"=": "&#x3D;"
		};
		function escapeHtml(string) {
			return String(string).replace(/[&<>"'`=\/]/g, function fromEntityMap(s) {
				return entityMap[s];
			});
		}
		var whiteRe = /\s*/;
		var spaceRe = /\s+/;
		var equalsRe = /\s*=/;
		var curlyRe = /\s*\}/;
		var tagRe = /#|\^|\/|>|\{|&|=|!/;
		function parseTemplate(template, tags) {
			if (!template) return [];
			var lineHasNonSpace = false;
			var sections = [];
			var tokens = [];
			var spaces = [];
			var hasTag = false;
			var nonSpace = false;
			var indentation = "";
			var tagIndex = 0;
			function stripSpace() {
				if (hasTag && !nonSpace) while (spaces.length) delete tokens[spaces.pop()];
				else spaces = [];
				hasTag = false;
				nonSpace = false;
			}
			var openingTagRe, closingTagRe, closingCurlyRe;
			function compileTags(tagsToCompile) {
				if (typeof tagsToCompile === "string") tagsToCompile = tagsToCompile.split(spaceRe, 2);
				if (!isArray(tagsToCompile) || tagsToCompile.length !== 2) throw new Error("Invalid tags: " + tagsToCompile);
				openingTagRe = new RegExp(escapeRegExp(tagsToCompile[0]) + "\\s*");
				closingTagRe = new RegExp("\\s*" + escapeRegExp(tagsToCompile[1]));
				closingCurlyRe = new RegExp("\\s*" + escapeRegExp("}" + tagsToCompile[1]));
			}
			compileTags(tags || mustache.tags);
			var scanner = new Scanner(template);
			var start, type, value, chr, token, openSection;
			while (!scanner.eos()) {
				start = scanner.pos;
				value = scanner.scanUntil(openingTagRe);
				if (value) for (var i = 0, valueLength = value.length; i < valueLength; ++i) {
					chr = value.charAt(i);
					if (isWhitespace(chr)) {
						spaces.push(tokens.length);
						indentation += chr;
					} else {
						nonSpace = true;
						lineHasNonSpace = true;
						indentation += " ";
					}
					tokens.push([
						"text",
						chr,
						start,
						start + 1
					]);
					start += 1;
					if (chr === "\n") {
						stripSpace();
						indentation = "";
						tagIndex = 0;
						lineHasNonSpace = false;
					}
				}
				if (!scanner.scan(openingTagRe)) break;
				hasTag = true;
				type = scanner.scan(tagRe) || "name";
				scanner.scan(whiteRe);
				if (type === "=") {
					value = scanner.scanUntil(equalsRe);
					scanner.scan(equalsRe);
					scanner.scanUntil(closingTagRe);
				} else if (type === "{") {
					value = scanner.scanUntil(closingCurlyRe);
					scanner.scan(curlyRe);
					scanner.scanUntil(closingTagRe);
					type = "&";
				} else value = scanner.scanUntil(closingTagRe);
				if (!scanner.scan(closingTagRe)) throw new Error("Unclosed tag at " + scanner.pos);
				if (type == ">") token = [
					type,
					value,
					start,
					scanner.pos,
					indentation,
					tagIndex,
					lineHasNonSpace
				];
				else token = [
					type,
					value,
					start,
					scanner.pos
				];
				tagIndex++;
				tokens.push(token);
				if (type === "#" || type === "^") sections.push(token);
				else if (type === "/") {
					openSection = sections.pop();
					if (!openSection) throw new Error("Unopened section \"" + value + "\" at " + start);
					if (openSection[1] !== value) throw new Error("Unclosed section \"" + openSection[1] + "\" at " + start);
				} else if (type === "name" || type === "{" || type === "&") nonSpace = true;
				else if (type === "=") compileTags(value);
			}
			stripSpace();
			openSection = sections.pop();
			if (openSection) throw new Error("Unclosed section \"" + openSection[1] + "\" at " + scanner.pos);
			return nestTokens(squashTokens(tokens));
		}
		function squashTokens(tokens) {
			var squashedTokens = [];
			var token, lastToken;
			for (var i = 0, numTokens = tokens.length; i < numTokens; ++i) {
				token = tokens[i];
				if (token) {
					if (token[0] === "text" && lastToken && lastToken[0] === "text") {
						lastToken[1] += token[1];
						lastToken[3] = token[3];
					} else {
						squashedTokens.push(token);
						lastToken = token;
					}
				}
			}
			return squashedTokens;
		}
		function nestTokens(tokens) {
			var nestedTokens = [];
			var collector = nestedTokens;
			var sections = [];
			var token, section;
			for (var i = 0, numTokens = tokens.length; i < numTokens; ++i) {
				token = tokens[i];
				switch (token[0]) {
					case "#":
					case "^":
						collector.push(token);
						sections.push(token);
						collector = token[4] = [];
						break;
					case "/":
						section = sections.pop();
						section[5] = token[2];
						collector = sections.length > 0 ? sections[sections.length - 1][4] : nestedTokens;
						break;
					default: collector.push(token);
				}
			}
			return nestedTokens;
		}
		function Scanner(string) {
			this.string = string;
			this.tail = string;
			this.pos = 0;
		}
		Scanner.prototype.eos = function eos() {
			return this.tail === "";
		};
		Scanner.prototype.scan = function scan(re) {
			var match = this.tail.match(re);
			if (!match || match.index !== 0) return "";
			var string = match[0];
			this.tail = this.tail.substring(string.length);
			this.pos += string.length;
			return string;
		};
		Scanner.prototype.scanUntil = function scanUntil(re) {
			var index = this.tail.search(re), match;
			switch (index) {
				case -1:
					match = this.tail;
					this.tail = "";
					break;
				case 0:
					match = "";
					break;
				default:
					match = this.tail.substring(0, index);
					this.tail = this.tail.substring(index);
			}
			this.pos += match.length;
			return match;
		};
		function Context(view, parentContext) {
			this.view = view;
			this.cache = { ".": this.view };
			this.parent = parentContext;
		}
		Context.prototype.push = function push(view) {
			return new Context(view, this);
		};
		Context.prototype.lookup = function lookup(name) {
			var cache = this.cache;
			var value;
			if (cache.hasOwnProperty(name)) value = cache[name];
			else {
				var context = this, intermediateValue, names, index, lookupHit = false;
				while (context) {
					if (name.indexOf(".") > 0) {
						intermediateValue = context.view;
						names = name.split(".");
						index = 0;
						while (intermediateValue != null && index < names.length) {
							if (index === names.length - 1) lookupHit = hasProperty(intermediateValue, names[index]) || primitiveHasOwnProperty(intermediateValue, names[index]);
							intermediateValue = intermediateValue[names[index++]];
						}
					} else {
						intermediateValue = context.view[name];
						lookupHit = hasProperty(context.view, name);
					}
					if (lookupHit) {
						value = intermediateValue;
						break;
					}
					context = context.parent;
				}
				cache[name] = value;
			}
			if (isFunction(value)) value = value.call(this.view);
			return value;
		};
		function Writer() {
			this.templateCache = {
				_cache: {},
				set: function set(key, value) {
					this._cache[key] = value;
				},
				get: function get(key) {
					return this._cache[key];
				},
				clear: function clear() {
					this._cache = {};
				}
			};
		}
		Writer.prototype.clearCache = function clearCache() {
			if (typeof this.templateCache !== "undefined") this.templateCache.clear();
		};
		Writer.prototype.parse = function parse(template, tags) {
			var cache = this.templateCache;
			var cacheKey = template + ":" + (tags || mustache.tags).join(":");
			var isCacheEnabled = typeof cache !== "undefined";
			var tokens = isCacheEnabled ? cache.get(cacheKey) : void 0;
			if (tokens == void 0) {
				tokens = parseTemplate(template, tags);
				isCacheEnabled && cache.set(cacheKey, tokens);
			}
			return tokens;
		};
		Writer.prototype.render = function render(template, view, partials, config) {
			var tags = this.getConfigTags(config);
			var tokens = this.parse(template, tags);
			var context = view instanceof Context ? view : new Context(view, void 0);
			return this.renderTokens(tokens, context, partials, template, config);
		};
		Writer.prototype.renderTokens = function renderTokens(tokens, context, partials, originalTemplate, config) {
			var buffer = "";
			var token, symbol, value;
			for (var i = 0, numTokens = tokens.length; i < numTokens; ++i) {
				value = void 0;
				token = tokens[i];
				symbol = token[0];
				if (symbol === "#") value = this.renderSection(token, context, partials, originalTemplate, config);
				else if (symbol === "^") value = this.renderInverted(token, context, partials, originalTemplate, config);
				else if (symbol === ">") value = this.renderPartial(token, context, partials, config);
				else if (symbol === "&") value = this.unescapedValue(token, context);
				else if (symbol === "name") value = this.escapedValue(token, context, config);
				else if (symbol === "text") value = this.rawValue(token);
				if (value !== void 0) buffer += value;
			}
			return buffer;
		};
		Writer.prototype.renderSection = function renderSection(token, context, partials, originalTemplate, config) {
			var self = this;
			var buffer = "";
			var value = context.lookup(token[1]);
			function subRender(template) {
				return self.render(template, context, partials, config);
			}
			if (!value) return;
			if (isArray(value)) for (var j = 0, valueLength = value.length; j < valueLength; ++j) buffer += this.renderTokens(token[4], context.push(value[j]), partials, originalTemplate, config);
			else if (typeof value === "object" || typeof value === "string" || typeof value === "number") buffer += this.renderTokens(token[4], context.push(value), partials, originalTemplate, config);
			else if (isFunction(value)) {
				if (typeof originalTemplate !== "string") throw new Error("Cannot use higher-order sections without the original template");
				value = value.call(context.view, originalTemplate.slice(token[3], token[5]), subRender);
				if (value != null) buffer += value;
			} else buffer += this.renderTokens(token[4], context, partials, originalTemplate, config);
			return buffer;
		};
		Writer.prototype.renderInverted = function renderInverted(token, context, partials, originalTemplate, config) {
			var value = context.lookup(token[1]);
			if (!value || isArray(value) && value.length === 0) return this.renderTokens(token[4], context, partials, originalTemplate, config);
		};
		Writer.prototype.indentPartial = function indentPartial(partial, indentation, lineHasNonSpace) {
			var filteredIndentation = indentation.replace(/[^ \t]/g, "");
			var partialByNl = partial.split("\n");
			for (var i = 0; i < partialByNl.length; i++) if (partialByNl[i].length && (i > 0 || !lineHasNonSpace)) partialByNl[i] = filteredIndentation + partialByNl[i];
			return partialByNl.join("\n");
		};
		Writer.prototype.renderPartial = function renderPartial(token, context, partials, config) {
			if (!partials) return;
			var tags = this.getConfigTags(config);
			var value = isFunction(partials) ? partials(token[1]) : partials[token[1]];
			if (value != null) {
				var lineHasNonSpace = token[6];
				var tagIndex = token[5];
				var indentation = token[4];
				var indentedValue = value;
				if (tagIndex == 0 && indentation) indentedValue = this.indentPartial(value, indentation, lineHasNonSpace);
				var tokens = this.parse(indentedValue, tags);
				return this.renderTokens(tokens, context, partials, indentedValue, config);
			}
		};
		Writer.prototype.unescapedValue = function unescapedValue(token, context) {
			var value = context.lookup(token[1]);
			if (value != null) return value;
		};
		Writer.prototype.escapedValue = function escapedValue(token, context, config) {
			var escape = this.getConfigEscape(config) || mustache.escape;
			var value = context.lookup(token[1]);
			if (value != null) return typeof value === "number" && escape === mustache.escape ? String(value) : escape(value);
		};
		Writer.prototype.rawValue = function rawValue(token) {
			return token[1];
		};
		Writer.prototype.getConfigTags = function getConfigTags(config) {
			if (isArray(config)) return config;
			else if (config && typeof config === "object") return config.tags;
			else return;
		};
		Writer.prototype.getConfigEscape = function getConfigEscape(config) {
			if (config && typeof config === "object" && !isArray(config)) return config.escape;
			else return;
		};
		var mustache = {
			name: "mustache.js",
			version: "4.2.0",
			tags: ["{{", "}}"],
			clearCache: void 0,
			escape: void 0,
			parse: void 0,
			render: void 0,
			Scanner: void 0,
			Context: void 0,
			Writer: void 0,
			set templateCache(cache) {
				defaultWriter.templateCache = cache;
			},
			get templateCache() {
				return defaultWriter.templateCache;
			}
		};
		var defaultWriter = new Writer();
		mustache.clearCache = function clearCache() {
			return defaultWriter.clearCache();
		};
		mustache.parse = function parse(template, tags) {
			return defaultWriter.parse(template, tags);
		};
		mustache.render = function render(template, view, partials, config) {
			if (typeof template !== "string") throw new TypeError("Invalid template! Template should be a \"string\" but \"" + typeStr(template) + "\" was given as the first argument for mustache#render(template, view, partials)");
			return defaultWriter.render(template, view, partials, config);
		};
		mustache.escape = escapeHtml;
		mustache.Scanner = Scanner;
		mustache.Context = Context;
		mustache.Writer = Writer;
		return mustache;
	}));
}));

// \0never-runs:axios.cjs
var require__never_runs_axios = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = { create() {
		throw new Error("node-vault was asked to send by itself");
	} };
}));

// node_modules/node-vault/src/index.js
var require_src = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const originalDebug = require_src$1()("node-vault");
	const originalTv4 = require__never_runs_tv4();
	const originalCommands = require_commands();
	const originalMustache = require_mustache();
	const axios = require__never_runs_axios();
	const https = __require("https");
	const EventEmitter = __require("events");
	var VaultError = class extends Error {};
	var ApiResponseError = class extends VaultError {
		constructor(message, response) {
			super(message);
			this.response = {
				statusCode: response.statusCode,
				body: response.body
			};
		}
	};
	module.exports = (config = {}) => {
		const debug = config.debug || originalDebug;
		const tv4 = config.tv4 || originalTv4;
		const commands = config.commands || originalCommands;
		const mustache = config.mustache || originalMustache;
		const rpDefaults = {
			json: true,
			resolveWithFullResponse: true,
			simple: false,
			strictSSL: !process.env.VAULT_SKIP_VERIFY
		};
		if (config.rpDefaults) Object.keys(config.rpDefaults).forEach((key) => {
			rpDefaults[key] = config.rpDefaults[key];
		});
		const rp = (() => {
			if (config["request-promise"]) return config["request-promise"].defaults(rpDefaults);
			const baseAgentOptions = {};
			if (rpDefaults.strictSSL === false) baseAgentOptions.rejectUnauthorized = false;
			const tlsOptionKeys = [
				"ca",
				"cert",
				"key",
				"passphrase",
				"pfx"
			];
			const configReqOpts = config.requestOptions || {};
			const defaultAgentOpts = { ...baseAgentOptions };
			let hasDefaultTls = Object.keys(baseAgentOptions).length > 0;
			tlsOptionKeys.forEach((prop) => {
				if (configReqOpts[prop] !== void 0) {
					defaultAgentOpts[prop] = configReqOpts[prop];
					hasDefaultTls = true;
				}
			});
			if (configReqOpts.agentOptions !== void 0) {
				Object.assign(defaultAgentOpts, configReqOpts.agentOptions);
				hasDefaultTls = true;
			}
			if (configReqOpts.strictSSL !== void 0) {
				defaultAgentOpts.rejectUnauthorized = configReqOpts.strictSSL !== false;
				hasDefaultTls = true;
			}
			const defaultHttpsAgent = hasDefaultTls ? new https.Agent(defaultAgentOpts) : void 0;
			const instance = axios.create({
				validateStatus: () => true,
				...defaultHttpsAgent ? { httpsAgent: defaultHttpsAgent } : {},
				...rpDefaults.timeout ? { timeout: rpDefaults.timeout } : {}
			});
			const configTlsSnapshot = {};
			tlsOptionKeys.forEach((prop) => {
				if (configReqOpts[prop] !== void 0) configTlsSnapshot[prop] = configReqOpts[prop];
			});
			if (configReqOpts.agentOptions !== void 0) configTlsSnapshot.agentOptions = configReqOpts.agentOptions;
			if (configReqOpts.strictSSL !== void 0) configTlsSnapshot.strictSSL = configReqOpts.strictSSL;
			return function requestWrapper(options) {
				const axiosOptions = {
					method: options.method,
					url: options.uri,
					headers: { ...options.headers }
				};
				if (options.json && typeof options.json === "object") axiosOptions.data = options.json;
				if (options.timeout !== void 0) axiosOptions.timeout = options.timeout;
				if (options.httpAgent !== void 0) axiosOptions.httpAgent = options.httpAgent;
				let hasOverride = false;
				const perRequestAgentOpts = {};
				tlsOptionKeys.forEach((prop) => {
					if (options[prop] !== void 0) {
						perRequestAgentOpts[prop] = options[prop];
						if (options[prop] !== configTlsSnapshot[prop]) hasOverride = true;
					}
				});
				if (options.agentOptions !== void 0) {
					Object.assign(perRequestAgentOpts, options.agentOptions);
					if (options.agentOptions !== configTlsSnapshot.agentOptions) hasOverride = true;
				}
				if (options.strictSSL !== void 0) {
					perRequestAgentOpts.rejectUnauthorized = options.strictSSL !== false;
					if (options.strictSSL !== configTlsSnapshot.strictSSL) hasOverride = true;
				}
				if (hasOverride) axiosOptions.httpsAgent = new https.Agent({
					...defaultAgentOpts,
					...perRequestAgentOpts
				});
				else if (options.httpsAgent !== void 0) axiosOptions.httpsAgent = options.httpsAgent;
				return instance(axiosOptions).then((response) => {
					let requestPath;
					try {
						requestPath = new URL(options.uri).pathname;
					} catch (_e) {
						requestPath = options.uri;
					}
					return {
						statusCode: response.status,
						body: response.data,
						request: { path: requestPath }
					};
				});
			};
		})();
		const client = new EventEmitter();
		function handleVaultResponse(response) {
			if (!response) return Promise.reject(new VaultError("No response passed"));
			debug(response.statusCode);
			if (response.statusCode !== 200 && response.statusCode !== 204) {
				if (response.request.path.match(/sys\/health/) !== null) return Promise.resolve(response.body);
				let message;
				if (response.body && response.body.errors && response.body.errors.length > 0) message = response.body.errors[0];
				else message = `Status ${response.statusCode}`;
				const error = new ApiResponseError(message, response);
				return Promise.reject(error);
			}
			return Promise.resolve(response.body);
		}
		client.handleVaultResponse = handleVaultResponse;
		client.apiVersion = config.apiVersion || "v1";
		client.endpoint = config.endpoint || process.env.VAULT_ADDR || "http://127.0.0.1:8200";
		client.pathPrefix = config.pathPrefix || process.env.VAULT_PREFIX || "";
		client.token = config.token || process.env.VAULT_TOKEN;
		client.noCustomHTTPVerbs = config.noCustomHTTPVerbs || false;
		client.namespace = config.namespace || process.env.VAULT_NAMESPACE;
		client.kubernetesPath = config.kubernetesPath || "kubernetes";
		client.endpoint = client.endpoint.replace(/\/$/, "");
		const requestSchema = {
			type: "object",
			properties: {
				path: { type: "string" },
				method: { type: "string" }
			},
			required: ["path", "method"]
		};
		client.request = (options = {}) => {
			if (!tv4.validate(options, requestSchema)) return Promise.reject(tv4.error);
			let uri = `${client.endpoint}/${client.apiVersion}${client.pathPrefix}${options.path}`;
			uri = uri.replace(/&#x2F;/g, "/");
			options.headers = options.headers || {};
			if (typeof client.token === "string" && client.token.length) options.headers["X-Vault-Token"] = options.headers["X-Vault-Token"] || client.token;
			if (typeof client.namespace === "string" && client.namespace.length) options.headers["X-Vault-Namespace"] = client.namespace;
			options.uri = uri;
			debug(options.method, uri);
			if (options.json) debug(options.json);
			return rp(options).then(client.handleVaultResponse);
		};
		client.help = (path, requestOptions) => {
			debug(`help for ${path}`);
			const options = {
				...config.requestOptions,
				...requestOptions
			};
			options.path = `/${path}?help=1`;
			options.method = "GET";
			return client.request(options);
		};
		client.write = (path, data, requestOptions) => {
			debug("write %o to %s", data, path);
			const options = {
				...config.requestOptions,
				...requestOptions
			};
			options.path = `/${path}`;
			options.json = data;
			options.method = "POST";
			return client.request(options);
		};
		client.update = (path, data, requestOptions) => {
			debug("update %o to %s", data, path);
			const options = {
				...config.requestOptions,
				...requestOptions
			};
			options.path = `/${path}`;
			options.json = data;
			options.method = "PATCH";
			options.headers = { "Content-Type": "application/merge-patch+json" };
			return client.request(options);
		};
		client.read = (path, requestOptions) => {
			debug(`read ${path}`);
			const options = {
				...config.requestOptions,
				...requestOptions
			};
			options.path = `/${path}`;
			options.method = "GET";
			return client.request(options);
		};
		client.list = (path, requestOptions) => {
			debug(`list ${path}`);
			const options = {
				...config.requestOptions,
				...requestOptions
			};
			options.path = `/${path}`;
			if (client.noCustomHTTPVerbs) {
				options.path = `/${path}?list=1`;
				options.method = "GET";
			} else {
				options.path = `/${path}`;
				options.method = "LIST";
			}
			return client.request(options);
		};
		client.delete = (path, requestOptions) => {
			debug(`delete ${path}`);
			const options = {
				...config.requestOptions,
				...requestOptions
			};
			options.path = `/${path}`;
			options.method = "DELETE";
			return client.request(options);
		};
		function validate(json, schema) {
			if (schema === void 0) return Promise.resolve();
			if (!tv4.validate(json, schema)) {
				debug(tv4.error.dataPath);
				debug(tv4.error.message);
				return Promise.reject(tv4.error);
			}
			return Promise.resolve();
		}
		function extendOptions(conf, options, args = {}) {
			if (!(Object.keys(args).length > 0)) return Promise.resolve(options);
			const querySchema = conf.schema.query;
			if (querySchema) {
				const params = [];
				for (const key of Object.keys(querySchema.properties)) if (key in args) params.push(`${key}=${encodeURIComponent(args[key])}`);
				if (params.length > 0) options.path += `?${params.join("&")}`;
			}
			const reqSchema = conf.schema.req;
			if (reqSchema) {
				const json = {};
				for (const key of Object.keys(reqSchema.properties)) if (key in args) json[key] = args[key];
				if (Object.keys(json).length > 0) options.json = json;
			}
			return Promise.resolve(options);
		}
		function generateFunction(name, conf) {
			client[name] = (args = {}) => {
				const options = {
					...config.requestOptions,
					...args.requestOptions
				};
				options.method = conf.method;
				options.path = mustache.render(conf.path, args);
				if (!conf.schema) {
					if (options.method === "POST" || options.method === "PUT") options.json = args;
					return client.request(options);
				}
				let promise = validate(args, conf.schema.req).then(() => validate(args, conf.schema.query)).then(() => extendOptions(conf, options, args)).then((extendedOptions) => client.request(extendedOptions));
				if (conf.tokenSource) promise = promise.then((response) => {
					const candidateToken = response.auth && response.auth.client_token;
					if (candidateToken) client.token = candidateToken;
					return response;
				});
				return promise;
			};
		}
		client.generateFunction = generateFunction;
		client.commands = commands;
		const assignFunctions = (commandName) => generateFunction(commandName, commands[commandName]);
		Object.keys(commands).forEach(assignFunctions);
		let tokenRenewalTimer = null;
		client.startTokenRenewal = (opts = {}) => {
			const renewFraction = opts.renewFraction || .8;
			const increment = opts.increment;
			client.stopTokenRenewal();
			function scheduleRenewal(ttl) {
				const delay = Math.max(1, Math.floor(ttl * renewFraction)) * 1e3;
				tokenRenewalTimer = setTimeout(() => {
					const renewArgs = increment != null ? { increment } : {};
					client.tokenRenewSelf(renewArgs).then((result) => {
						client.emit("token:renewed", result);
						const newTtl = result.auth && result.auth.lease_duration;
						const renewable = result.auth && result.auth.renewable;
						if (newTtl > 0 && renewable !== false) scheduleRenewal(newTtl);
						else {
							tokenRenewalTimer = null;
							client.emit("token:expired");
						}
					}).catch((err) => {
						tokenRenewalTimer = null;
						client.emit("token:error:renew", err);
					});
				}, delay);
				if (tokenRenewalTimer.unref) tokenRenewalTimer.unref();
			}
			const ttl = opts.ttl;
			if (ttl != null && ttl > 0) {
				scheduleRenewal(ttl);
				return Promise.resolve();
			}
			return client.tokenLookupSelf().then((result) => {
				const currentTtl = result.data && result.data.ttl;
				if (currentTtl > 0) scheduleRenewal(currentTtl);
				return result;
			});
		};
		client.stopTokenRenewal = () => {
			if (tokenRenewalTimer) {
				clearTimeout(tokenRenewalTimer);
				tokenRenewalTimer = null;
			}
		};
		const leaseTimers = {};
		client.startLeaseRenewal = (leaseId, leaseDuration, opts = {}) => {
			if (!leaseId) throw new VaultError("leaseId is required");
			if (!leaseDuration || leaseDuration <= 0) throw new VaultError("leaseDuration must be positive");
			const renewFraction = opts.renewFraction || .8;
			const increment = opts.increment;
			client.stopLeaseRenewal(leaseId);
			function scheduleRenewal(duration) {
				const delay = Math.max(1, Math.floor(duration * renewFraction)) * 1e3;
				const timer = setTimeout(() => {
					const renewArgs = { lease_id: leaseId };
					if (increment != null) renewArgs.increment = increment;
					client.renew(renewArgs).then((result) => {
						client.emit("lease:renewed", {
							leaseId,
							result
						});
						if (result.lease_duration > 0 && result.renewable !== false) scheduleRenewal(result.lease_duration);
						else {
							delete leaseTimers[leaseId];
							client.emit("lease:expired", { leaseId });
						}
					}).catch((err) => {
						delete leaseTimers[leaseId];
						client.emit("lease:error:renew", {
							leaseId,
							error: err
						});
					});
				}, delay);
				if (timer.unref) timer.unref();
				leaseTimers[leaseId] = timer;
			}
			scheduleRenewal(leaseDuration);
		};
		client.stopLeaseRenewal = (leaseId) => {
			if (leaseTimers[leaseId]) {
				clearTimeout(leaseTimers[leaseId]);
				delete leaseTimers[leaseId];
			}
		};
		client.stopAllRenewals = () => {
			client.stopTokenRenewal();
			Object.keys(leaseTimers).forEach((id) => {
				clearTimeout(leaseTimers[id]);
				delete leaseTimers[id];
			});
		};
		return client;
	};
}));

export { require_src };