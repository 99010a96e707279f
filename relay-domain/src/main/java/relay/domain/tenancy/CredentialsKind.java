package relay.domain.tenancy;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import relay.domain.authentication.ScramKeys;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlState;
import relay.domain.control.Fields;
import relay.domain.control.Refusal;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.NetworkRange;
import relay.domain.secret.PasswordHash;

/** Credentials as control objects. */
final class CredentialsKind implements ControlKind<Credential> {
  private static final int NAME_CHARS_MAX = 200;
  private static final Set<String> SECRET = Set.of("password_hash", "scram", "token_hash");

  @Override
  public String name() {
    return Credential.KIND;
  }

  @Override
  public Class<Credential> type() {
    return Credential.class;
  }

  @Override
  public Set<String> secretFields() {
    return SECRET;
  }

  @Override
  public Credential read(ControlKey key, long version, JsonObject json) {
    Fields fields = new Fields(json);
    CredentialKind kind =
        fields
            .word("kind", CredentialKind.class)
            .orElseThrow(() -> fields.invalid("kind", "must be smtp-user or api-token"));
    return new Credential(
        key.tenant(),
        ObjectIds.checked(key.id()),
        version,
        kind,
        Texts.name(fields, key.id(), NAME_CHARS_MAX),
        fields.word("state", CredentialState.class).orElse(CredentialState.ACTIVE),
        proof(fields),
        scope(fields.within("scope")),
        fields.words("permissions", Permission.class),
        fields.instant("created_at").orElse(Instant.EPOCH),
        fields.instant("expires_at"),
        fields.list("networks", "must be an address or CIDR block", NetworkRange::parse),
        SendingLimits.read(fields.within("limits")));
  }

  private static Proof proof(Fields fields) {
    return new Proof(
        fields.value("login_name", LoginName.RULE, LoginName::of),
        fields.value("password_hash", "must be an Argon2id hash", PasswordHash::parse),
        fields.value("scram", "must be SCRAM-SHA-256 keys", t -> ScramKeys.parse(t).text()),
        // Nobody is recognised by nothing: a certificate may have an empty subject.
        fields.text("token_hash").filter(text -> !text.isBlank()),
        fields.text("certificate").filter(text -> !text.isBlank()));
  }

  private static Scope scope(Fields fields) {
    return new Scope(
        fields.set("streams", ShortName.RULE, ShortName::of),
        fields.set("domains", "must be a domain name", DomainName::of),
        fields.set("addresses", "must be a mail address", EmailAddress::parse));
  }

  @Override
  public JsonObject write(Credential credential) {
    JsonObjectBuilder out =
        ControlJson.object()
            .add("kind", Fields.word(credential.kind()))
            .add("name", credential.name())
            .add("state", Fields.word(credential.state()));
    Proof proof = credential.proof();
    ControlJson.add(out, "login_name", proof.loginName());
    ControlJson.add(out, "password_hash", proof.password().map(PasswordHash::text));
    ControlJson.add(out, "scram", proof.scram());
    ControlJson.add(out, "token_hash", proof.tokenHash());
    ControlJson.add(out, "certificate", proof.certificate());
    JsonObjectBuilder scope = ControlJson.object();
    ControlJson.add(scope, "streams", credential.scope().streams().stream().sorted().toList());
    ControlJson.add(
        scope,
        "domains",
        credential.scope().domains().stream().map(DomainName::ascii).sorted().toList());
    ControlJson.add(
        scope,
        "addresses",
        credential.scope().addresses().stream().map(EmailAddress::toString).sorted().toList());
    out.add("scope", scope);
    ControlJson.add(
        out, "permissions", credential.permissions().stream().map(Fields::word).sorted().toList());
    out.add("created_at", credential.createdAt().toString());
    ControlJson.add(out, "expires_at", credential.expiresAt());
    ControlJson.add(out, "networks", credential.networks());
    return out.add("limits", credential.limits().write()).build();
  }

  @Override
  public Optional<Refusal> judgePut(ControlState state, Credential after) {
    return Tenant.mustExist(state, after.tenant())
        .or(() -> proofFits(after))
        .or(() -> streamsExist(state, after))
        .or(() -> taken(state, after));
  }

  private static Optional<Refusal> proofFits(Credential after) {
    Proof proof = after.proof();
    if (after.kind() == CredentialKind.API_TOKEN && proof.tokenHash().isEmpty()) {
      return invalid("token_hash", "must be given for an api-token");
    }
    boolean known =
        proof.password().isPresent()
            || proof.scram().isPresent()
            || proof.certificate().isPresent();
    if (after.kind() == CredentialKind.SMTP_USER && (proof.loginName().isEmpty() || !known)) {
      return invalid("login_name", "must be given for an smtp-user, with a password");
    }
    return Optional.empty();
  }

  private static Optional<Refusal> streamsExist(ControlState state, Credential after) {
    return after.scope().streams().stream()
        .map(name -> Streams.exists(state, after.tenant(), name))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** One login name, token or certificate leads to one credential, on the whole platform. */
  private Optional<Refusal> taken(ControlState state, Credential after) {
    for (Credential other : state.all(this)) {
      if (!other.key().equals(after.key())) {
        Proof theirs = other.proof();
        Proof ours = after.proof();
        if (other.id().equals(after.id())) {
          return Optional.of(new Refusal.Conflict("the id is in use; choose another"));
        }
        if (ours.loginName().isPresent() && ours.loginName().equals(theirs.loginName())) {
          return Optional.of(new Refusal.Conflict("the login name is in use; choose another"));
        }
        if (ours.tokenHash().isPresent() && ours.tokenHash().equals(theirs.tokenHash())
            || ours.certificate().isPresent() && ours.certificate().equals(theirs.certificate())) {
          return Optional.of(
              new Refusal.Conflict("the token or certificate belongs to another credential"));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> invalid(String field, String rule) {
    return Optional.of(new Refusal.Invalid(field, rule));
  }
}
