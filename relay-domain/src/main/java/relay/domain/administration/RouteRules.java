package relay.domain.administration;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKinds;
import relay.domain.control.InvalidField;
import relay.domain.routing.MailRoute;
import relay.domain.routing.ProviderProfiles;
import relay.domain.routing.RouteKind;
import relay.domain.secret.SecretVault;

/** Routes: seals the passwords that operators write, and keeps those that they leave alone. */
final class RouteRules implements KindRules {
  private static final int PASSWORD_CHARS_MAX = 1000;
  private final SecretVault vault;
  private final Predicate<String> ofSettings;

  /**
   * @param ofSettings whether the settings have a route of a name
   */
  RouteRules(SecretVault vault, Predicate<String> ofSettings) {
    this.vault = vault;
    this.ofSettings = ofSettings;
  }

  @Override
  public Draft complete(ControlKey key, JsonObject fields, Optional<JsonObject> before) {
    if (before.isEmpty() && ofSettings.test(key.id())) {
      throw new InvalidField("id", "must be another name: the settings have a route of this one");
    }
    JsonObject kept =
        before.map(b -> b.getJsonObject(RouteKind.PASSWORDS)).orElse(JsonValue.EMPTY_JSON_OBJECT);
    JsonValue wished = fields.get(RouteKind.PASSWORDS);
    JsonObjectBuilder out = ControlJson.object();
    fields.forEach(
        (name, value) -> {
          if (!name.equals(RouteKind.PASSWORDS)) {
            out.add(name, value);
          }
        });
    JsonObject passwords = passwords(key, wished, kept, targets(fields));
    if (!passwords.isEmpty()) {
      out.add(RouteKind.PASSWORDS, passwords);
    }
    return Draft.of(out.build());
  }

  private JsonObject passwords(
      ControlKey key, JsonValue wished, JsonObject kept, Set<String> targets) {
    JsonObjectBuilder out = ControlJson.object();
    // what is not spoken of stays, as long as its target does: an answer can be sent back as it is
    kept.forEach(
        (target, text) -> {
          if (targets.contains(target)) {
            out.add(target, text);
          }
        });
    if (wished == null || isMask(wished)) {
      return out.build();
    }
    if (!(wished instanceof JsonObject each)) {
      throw new InvalidField(RouteKind.PASSWORDS, "must be an object: a password for each target");
    }
    each.forEach(
        (target, value) -> {
          if (value == JsonValue.NULL) {
            out.remove(target);
          } else if (!value.equals(kept.get(target)) && !isMask(value)) {
            out.add(target, sealed(key, target, value));
          }
        });
    return out.build();
  }

  private String sealed(ControlKey key, String target, JsonValue value) {
    if (!(value instanceof JsonString text)
        || text.getString().isEmpty()
        || text.getString().length() > PASSWORD_CHARS_MAX) {
      throw new InvalidField(
          RouteKind.PASSWORDS + "." + target,
          "must be a text of 1 to " + PASSWORD_CHARS_MAX + " characters");
    }
    return vault
        .box()
        .seal(text.getString().getBytes(StandardCharsets.UTF_8), MailRoute.place(key, target));
  }

  /** Those that somebody logs in at. */
  private static Set<String> targets(JsonObject fields) {
    Set<String> names = new HashSet<>();
    if (fields.get("targets") instanceof JsonObject targets) {
      targets.forEach(
          (name, value) -> {
            if (value instanceof JsonObject target && hasLogin(target)) {
              names.add(name);
            }
          });
    }
    return names;
  }

  private static boolean hasLogin(JsonObject target) {
    return !target.getString("user", "").isEmpty()
        || target.getString("auth", "").equals("bearer")
        || ProviderProfiles.shipped()
            .named(target.getString("profile", ""))
            .filter(profile -> !profile.user().isEmpty())
            .isPresent();
  }

  private static boolean isMask(JsonValue value) {
    return value instanceof JsonString text && text.getString().equals(ControlKinds.MASK);
  }
}
