package relay.domain.administration;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import relay.domain.authentication.ScramKeys;
import relay.domain.control.ControlJson;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;
import relay.domain.secret.BreachedPasswords;
import relay.domain.secret.PasswordHash;
import relay.domain.tenancy.ObjectIds;
import relay.domain.tenancy.Tokens;

/** Credentials: makes ids, tokens and passwords, and keeps of each secret what proves it. */
final class CredentialRules implements KindRules {
  static final String PASSWORD = "password";
  private static final String TOKEN = "api-token";
  private static final String TOKEN_HASH = "token_hash";
  private static final String CREATED_AT = "created_at";
  private final HashCost cost;
  private final PasswordStrength strength;
  private final InstantSource clock;
  private final RandomGenerator random;

  CredentialRules(
      HashCost cost, BreachedPasswords breached, InstantSource clock, RandomGenerator random) {
    this.cost = cost;
    this.strength = new PasswordStrength(breached);
    this.clock = clock;
    this.random = random;
  }

  @Override
  public Set<String> relayFields() {
    return Set.of("password_hash", "scram", TOKEN_HASH, CREATED_AT);
  }

  @Override
  public Set<String> filters() {
    return Set.of("kind", "state", "login_name");
  }

  @Override
  public String newId() {
    return ObjectIds.credential(random);
  }

  @Override
  public Draft complete(JsonObject fields, Optional<JsonObject> before) {
    JsonObjectBuilder out = ControlJson.object();
    fields.forEach(
        (name, value) -> {
          if (!name.equals(PASSWORD)) {
            out.add(name, value);
          }
        });
    boolean isToken = fields.getString("kind", "").equals(TOKEN);
    Optional<String> given = new Fields(fields).text(PASSWORD);
    if (isToken && given.isPresent()) {
      throw new InvalidField(PASSWORD, "must be left out for an api-token; the relay makes it");
    }
    Map<String, String> shownOnce = new LinkedHashMap<>();
    if (before.isEmpty()) {
      out.add(CREATED_AT, clock.instant().toString());
      if (!fields.containsKey("permissions")) {
        ControlJson.add(out, "permissions", Set.of("send"));
      }
    }
    if (isToken && before.isEmpty()) {
      String token = Tokens.next(random);
      out.add(TOKEN_HASH, Tokens.hashOf(token));
      shownOnce.put("token", token);
    }
    boolean needsOne = !isToken && before.isEmpty() && !fields.containsKey("certificate");
    if (given.isPresent()) {
      strength.check(given.get(), text(fields, "login_name"));
      keep(out, given.get());
    } else if (needsOne) {
      String made = ObjectIds.password(random);
      keep(out, made);
      shownOnce.put(PASSWORD, made);
    }
    return new Draft(out.build(), shownOnce);
  }

  private void keep(JsonObjectBuilder out, String password) {
    try {
      out.add("password_hash", PasswordHash.of(password, cost.password(), random).text());
      out.add("scram", ScramKeys.of(password, cost.scramIterations(), random).text());
    } catch (IllegalArgumentException e) {
      throw new InvalidField(PASSWORD, PasswordStrength.RULE);
    }
  }

  private static String text(JsonObject fields, String name) {
    JsonValue value = fields.get(name);
    return value instanceof JsonString text ? text.getString() : "";
  }
}
