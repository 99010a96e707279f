package relay.domain.user;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;
import relay.domain.access.Role;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlState;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;
import relay.domain.control.Refusal;
import relay.domain.http.Administrator;
import relay.domain.secret.PasswordHash;
import relay.domain.secret.SecretBox;
import relay.domain.tenancy.Tenant;

/** Local users as control objects. */
public final class UserKind implements ControlKind<LocalUser> {
  public static final UserKind USER = new UserKind();
  static final String RECOVERY = "recovery_hashes";
  private static final int NAME_CHARS_MAX = 200;
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._@+-]{0,99}");

  @Override
  public String name() {
    return LocalUser.KIND;
  }

  @Override
  public Class<LocalUser> type() {
    return LocalUser.class;
  }

  @Override
  public Set<String> secretFields() {
    return Set.of("password_hash", "totp", RECOVERY);
  }

  /** The key of the codes; passwords are hashed. */
  @Override
  public LocalUser resealed(LocalUser user, BinaryOperator<String> renewal) {
    Optional<String> before = user.sealedTotp();
    Optional<String> after =
        before.map(text -> renewal.apply(text, LocalUser.totpPlace(user.key())));
    return after.equals(before)
        ? user
        : read(
            user.key(),
            user.version(),
            ControlJson.object(write(user)).add("totp", after.orElseThrow()).build());
  }

  @Override
  public LocalUser read(ControlKey key, long version, JsonObject json) {
    Fields fields = new Fields(json);
    if (!ID.matcher(key.id()).matches() || key.id().equals(Administrator.NAME)) {
      throw new InvalidField(
          "id",
          "must be a login name: 1 to 100 of a to z, digits and . _ @ + -, beginning with one of"
              + " the former, and not "
              + Administrator.NAME);
    }
    return new LocalUser(
        key.tenant(),
        key.id(),
        version,
        name(fields, key.id()),
        role(fields, key.tenant()),
        fields.word("state", UserState.class).orElse(UserState.ACTIVE),
        fields.word("second_factor", SecondFactor.class).orElse(SecondFactor.TOTP),
        fields
            .value("password_hash", "must be an Argon2id hash", PasswordHash::parse)
            .orElseThrow(() -> fields.invalid("password", "must be given")),
        fields.value("totp", "must be a sealed secret", UserKind::sealed),
        fields.list(RECOVERY, "must be hashes", text -> text));
  }

  private static String name(Fields fields, String absent) {
    String name = fields.text("name").orElse(absent);
    boolean isShort = !name.isBlank() && name.length() <= NAME_CHARS_MAX;
    if (!isShort || name.chars().anyMatch(Character::isISOControl)) {
      throw fields.invalid(
          "name", "must be 1 to " + NAME_CHARS_MAX + " characters without control characters");
    }
    return name;
  }

  private static Role role(Fields fields, String tenant) {
    String rule =
        tenant.isEmpty()
            ? "must be platform-administrator or operator"
            : "must be tenant-administrator or tenant-reader";
    Role role = fields.word("role", Role.class).orElseThrow(() -> fields.invalid("role", rule));
    if (role == Role.SENDER || role.isOfTenant() == tenant.isEmpty()) {
      throw fields.invalid("role", rule);
    }
    return role;
  }

  private static String sealed(String text) {
    if (!SecretBox.isSealed(text)) {
      throw new IllegalArgumentException("not sealed");
    }
    return text;
  }

  @Override
  public JsonObject write(LocalUser user) {
    JsonObjectBuilder out =
        ControlJson.object()
            .add("name", user.name())
            .add("role", user.role().word())
            .add("state", Fields.word(user.state()))
            .add("second_factor", Fields.word(user.secondFactor()))
            .add("password_hash", user.password().text());
    ControlJson.add(out, "totp", user.sealedTotp());
    ControlJson.add(out, RECOVERY, user.recoveryHashes());
    return out.build();
  }

  @Override
  public Optional<Refusal> judgePut(ControlState state, LocalUser after) {
    String tenant = after.tenant();
    Optional<Refusal> nobodys =
        tenant.isEmpty() ? Optional.empty() : Tenant.mustExist(state, tenant);
    if (nobodys.isPresent()) {
      return nobodys;
    }
    boolean taken =
        state.all(this).stream()
            .anyMatch(u -> u.id().equals(after.id()) && !u.tenant().equals(tenant));
    return taken
        ? Optional.of(new Refusal.Conflict("the login name " + after.id() + " is taken"))
        : Optional.empty();
  }
}
