package relay.domain.identity;

import jakarta.json.JsonObject;
import java.util.Set;
import java.util.function.BinaryOperator;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKind;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;

/** Identity keys as control objects. They are made by an operation of their own, never edited. */
public final class IdentityKeyKind implements ControlKind<IdentityKey> {
  public static final IdentityKeyKind KEYS = new IdentityKeyKind();
  private static final Set<String> SECRET = Set.of("secret");

  @Override
  public String name() {
    return IdentityKey.KIND;
  }

  @Override
  public Class<IdentityKey> type() {
    return IdentityKey.class;
  }

  @Override
  public boolean hasOwnOperations() {
    return true;
  }

  @Override
  public Set<String> secretFields() {
    return SECRET;
  }

  @Override
  public IdentityKey resealed(IdentityKey key, BinaryOperator<String> renewal) {
    return key.resealed(renewal);
  }

  @Override
  public IdentityKey read(ControlKey key, long version, JsonObject json) {
    Fields fields = new Fields(json);
    return new IdentityKey(
        number(key),
        version,
        fields
            .instant("created_at")
            .orElseThrow(() -> fields.invalid("created_at", "must be given")),
        fields.text("secret").orElseThrow(() -> fields.invalid("secret", "must be given")));
  }

  private static int number(ControlKey key) {
    for (int number = 0; number < IdentityTokens.KEYS_MAX; number++) {
      if (key.equals(IdentityKey.key(number))) {
        return number;
      }
    }
    throw new InvalidField("id", "must be a number from 0 to 15");
  }

  @Override
  public JsonObject write(IdentityKey key) {
    return ControlJson.object()
        .add("created_at", key.createdAt().toString())
        .add("secret", key.sealed())
        .build();
  }
}
