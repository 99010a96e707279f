package relay.domain.reception;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import relay.domain.secret.PasswordHash;
import relay.domain.settings.Settings;

/** Account settings from texts, with hashes cheap enough for tests. */
public final class AccountSettingsFixture {
  public static final PasswordHash.Cost CHEAP = new PasswordHash.Cost(64, 1, 1);
  private final Map<String, String> texts = new HashMap<>();

  private AccountSettingsFixture() {
    texts.put("login.hash-memory-kib", "64");
    texts.put("login.hash-passes", "1");
  }

  public static AccountSettingsFixture accounts() {
    return new AccountSettingsFixture();
  }

  /** Any key with its whole name. */
  public AccountSettingsFixture with(String key, String value) {
    texts.put(key, value);
    return this;
  }

  public AccountSettingsFixture user(String name, String password) {
    PasswordHash hash = PasswordHash.of(password, CHEAP, new Random(name.hashCode()));
    return with("user." + name + ".password-hash", hash.text());
  }

  public AccountSettings build() {
    return AccountSettings.from(Settings.of(AccountSettings.ALL, texts, Map.of()));
  }
}
