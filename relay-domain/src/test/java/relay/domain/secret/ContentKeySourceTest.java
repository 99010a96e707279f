package relay.domain.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Settings;

class ContentKeySourceTest {
  private static final MasterKeys KEYS = MasterKeys.first(new Random(1)).withNext(new Random(2));
  @TempDir Path folder;

  @Test
  void shouldKnowNoKeysWhereNoneAreNamed() {
    assertThat(source(Map.of()).read()).isEmpty();
  }

  @Test
  void shouldTakeThemFromSettingsOrEnvironment() {
    String text = KEYS.text().strip().replace('\n', ',').replace(' ', ':');

    assertThat(source(Map.of("content.secret-keys", text)).read()).contains(KEYS);
    var settings =
        Settings.of(ContentSettings.ALL, Map.of(), Map.of("RELAY_CONTENT_SECRET_KEYS", text));
    assertThat(new ContentKeySource(ContentSettings.from(settings)).read()).contains(KEYS);
  }

  @Test
  void shouldTakeThemFromAFile() throws Exception {
    Path file = Files.writeString(folder.resolve("content.keys"), "# a note\n" + KEYS.text());

    assertThat(source(Map.of("content.key-file", file.toString())).read()).contains(KEYS);
  }

  @Test
  void shouldTakeThemFromAKeystoreTheLastAliasBeingTheNewest() throws Exception {
    Path file = keystore("changeit", 32);

    MasterKeys read =
        source(Map.of("content.keystore", file.toString(), "content.keystore-password", "changeit"))
            .read()
            .orElseThrow();

    assertThat(read.ids()).containsExactly("2026a", "2026b");
    assertThat(read.newest()).isEqualTo("2026b");
    String second = Base64.getEncoder().encodeToString(octets(2, 32));
    assertThat(read.text()).contains("2026b " + second);
  }

  @Test
  void shouldNameTheSettingWhoseKeysCannotBeUsed() throws Exception {
    Path none = folder.resolve("none");
    Path bad = Files.writeString(folder.resolve("bad"), "k1 c2hvcnQ=");

    assertFailure(Map.of("content.key-file", none.toString()), "content.key-file");
    assertFailure(Map.of("content.key-file", bad.toString()), "content.key-file");
    assertFailure(Map.of("content.keystore", none.toString()), "content.keystore");
    assertFailure(
        Map.of(
            "content.keystore",
            keystore("changeit", 32).toString(),
            "content.keystore-password",
            "wrong"),
        "content.keystore-password");
    assertFailure(
        Map.of(
            "content.keystore",
            keystore("changeit", 16).toString(),
            "content.keystore-password",
            "changeit"),
        "256 bits");
  }

  private static void assertFailure(Map<String, String> settings, String naming) {
    assertThatThrownBy(() -> source(settings).read())
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining(naming);
  }

  private Path keystore(String password, int octets) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    var protection = new KeyStore.PasswordProtection(password.toCharArray());
    store.setEntry(
        "2026b",
        new KeyStore.SecretKeyEntry(new SecretKeySpec(octets(2, octets), "AES")),
        protection);
    store.setEntry(
        "2026a",
        new KeyStore.SecretKeyEntry(new SecretKeySpec(octets(1, octets), "AES")),
        protection);
    Path file = folder.resolve("content.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password.toCharArray());
    }
    return file;
  }

  private static byte[] octets(int seed, int size) {
    byte[] octets = new byte[size];
    new Random(seed).nextBytes(octets);
    return octets;
  }

  private static ContentKeySource source(Map<String, String> file) {
    return new ContentKeySource(
        ContentSettings.from(Settings.of(ContentSettings.ALL, new HashMap<>(file), Map.of())));
  }
}
