import { Type } from "typebox";
import { Duration, Mount, Text } from "./words.ts";

const shared = {
  description: Text({ description: "What is rotated.", examples: ["Password of the orders application"] }),
  every: Type.Optional(
    Duration({
      description: "How often; absent: only after grants (`rotate_after`) and by hand.",
      examples: ["1h"],
    }),
  ),
  grace: Type.Optional(
    Duration({
      description: "Missed when older than `every` and this; absent: a tenth of `every`, at least 5m.",
      examples: ["10m"],
    }),
  ),
};

const closed = { additionalProperties: false };

const thing = (description: string) =>
  Text({
    title: "name inside the mount",
    description,
    pattern: "^(?!\\.\\.?$)[A-Za-z0-9._-]+$",
    errorMessage: "write its name in Vault: letters, digits, . _ and -",
    examples: ["orders-app"],
  });

const within = <Kind extends string>(kind: Kind, description: string, what: string) =>
  Type.Object(
    { ...shared, kind: Type.Literal(kind, { description }), mount: Mount(), name: thing(what) },
    { title: kind, description, ...closed },
  );

const deliver = Type.Object(
  {
    github_secret: Text({
      title: "name of an Actions secret",
      description: "The Actions secret that gets the new one.",
      pattern: "^(?![Gg][Ii][Tt][Hh][Uu][Bb]_)[A-Za-z_][A-Za-z0-9_]*$",
      errorMessage: "write letters, digits and _, not starting with a digit or GITHUB_",
      examples: ["ORDERS_SECRET_ID"],
    }),
    environment: Type.Optional(
      Text({
        description: "The environment of the secret; absent: the repository.",
        examples: ["production"],
      }),
    ),
  },
  {
    title: "delivery",
    description: "Where the new one goes before the old one is destroyed.",
    errorMessage: "write { github_secret: NAME }",
    examples: [{ github_secret: "ORDERS_SECRET_ID" }],
    ...closed,
  },
);

/** `policies/rotations/<name>.yaml` */
export const Rotation = Type.Union(
  [
    within(
      "database-static-role",
      "The password of a database's static role; `every` is Vault's own rotation_period.",
      "The static role.",
    ),
    within("database-root", "The password Vault itself uses for a database.", "The connection."),
    within("transit-key", "A key of the transit engine.", "The key."),
    Type.Object(
      {
        ...shared,
        kind: Type.Literal("approle-secret-id", { description: "The secret-id of an AppRole." }),
        mount: Mount({ examples: ["approle"] }),
        name: thing("The AppRole."),
        deliver,
      },
      { title: "approle-secret-id", ...closed },
    ),
    Type.Object(
      {
        ...shared,
        kind: Type.Literal("vault-endpoint", {
          description: "A path of Vault that rotates when it is written.",
        }),
        path: Text({
          title: "path that rotates",
          description: "A path with a segment that starts with `rotate`.",
          pattern:
            "^(?!/)(?!.*(?:\\.\\.|//))(?:[A-Za-z0-9._-]+/)*rotate[A-Za-z0-9._-]*(?:/[A-Za-z0-9._-]+)*/?$",
          errorMessage: "write a path with a segment that starts with rotate, such as aws/config/rotate-root",
          examples: ["aws/config/rotate-root"],
        }),
      },
      { title: "vault-endpoint", ...closed },
    ),
  ],
  {
    title: "rotation",
    description: "A credential to rotate.",
    examples: [
      {
        description: "Password of the orders application",
        kind: "database-static-role",
        mount: "database",
        name: "orders-app",
        every: "1h",
      },
    ],
  },
);
