package relay.domain.administration;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;
import relay.domain.secret.BreachedPasswords;
import relay.domain.secret.PasswordHash;
import relay.domain.secret.SecretVault;
import relay.domain.tenancy.ObjectIds;
import relay.domain.user.LocalUser;
import relay.domain.user.RecoveryCodes;
import relay.domain.user.TotpKey;

/** Local users: makes passwords, keys of codes and recovery codes, shows each once. */
final class UserRules implements KindRules {
  private static final String PASSWORD_HASH = "password_hash";
  private static final String TOTP = "totp";
  private static final String RECOVERY = "recovery_hashes";

  /** In a document only: make a new key and new recovery codes, for who has lost the old ones. */
  private static final String RENEW = "new_second_factor";

  private static final Set<String> WISHES = Set.of(CredentialRules.PASSWORD, RENEW);

  private final HashCost cost;
  private final PasswordStrength strength;
  private final RandomGenerator random;
  private final SecretVault vault;

  UserRules(HashCost cost, BreachedPasswords breached, RandomGenerator random, SecretVault vault) {
    this.cost = cost;
    this.strength = new PasswordStrength(breached);
    this.random = random;
    this.vault = vault;
  }

  @Override
  public Set<String> relayFields() {
    return Set.of(PASSWORD_HASH, TOTP, RECOVERY);
  }

  @Override
  public Set<String> filters() {
    return Set.of("role", "state");
  }

  @Override
  public JsonObject facts(ControlObject object) {
    int left = ((LocalUser) object).recoveryHashes().size();
    return ControlJson.object().add("recovery_codes_left", left).build();
  }

  @Override
  public Draft complete(ControlKey key, JsonObject fields, Optional<JsonObject> before) {
    Map<String, String> shownOnce = new LinkedHashMap<>();
    Fields read = new Fields(fields);
    boolean hasCodes = !read.text("second_factor").orElse(TOTP).equals("none");
    JsonObjectBuilder out = ControlJson.object();
    fields.forEach(
        (name, value) -> {
          boolean isOfCodes = name.equals(TOTP) || name.equals(RECOVERY);
          if (!WISHES.contains(name) && (hasCodes || !isOfCodes)) {
            out.add(name, value);
          }
        });
    Optional<String> given = read.text(CredentialRules.PASSWORD);
    if (given.isPresent()) {
      strength.check(given.get(), key.id());
      out.add(PASSWORD_HASH, hash(given.get()));
    } else if (!fields.containsKey(PASSWORD_HASH)) {
      String made = ObjectIds.password(random);
      out.add(PASSWORD_HASH, hash(made));
      shownOnce.put(CredentialRules.PASSWORD, made);
    }
    boolean renew = read.yesNo(RENEW, false);
    if (hasCodes && (renew || !fields.containsKey(TOTP))) {
      addSecondFactor(key, out, shownOnce);
    }
    return new Draft(out.build(), shownOnce);
  }

  private void addSecondFactor(
      ControlKey key, JsonObjectBuilder out, Map<String, String> shownOnce) {
    TotpKey totp = TotpKey.next(key, vault.box(), random);
    RecoveryCodes recovery = RecoveryCodes.next(key, random);
    out.add(TOTP, totp.sealed());
    ControlJson.add(out, RECOVERY, recovery.hashes());
    shownOnce.put("totp_secret", totp.secret());
    shownOnce.put("totp_uri", totp.uri());
    shownOnce.put("recovery_codes", String.join(" ", recovery.codes()));
  }

  private String hash(String password) {
    try {
      return PasswordHash.of(password, cost.password(), random).text();
    } catch (IllegalArgumentException e) {
      throw new InvalidField(CredentialRules.PASSWORD, PasswordStrength.RULE);
    }
  }
}
