package relay.domain.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;

/** Sealed secrets of any content at any place, and lists of passwords in any state. */
class SealedSecretsTest {
  @TempDir Path folder;
  private final InMemoryVault vault = new InMemoryVault();

  @Test
  void shouldOpenWhateverWasSealedAndOnlyThere() {
    Chance.rounds(
        200,
        random -> {
          byte[] secret = new byte[random.nextInt(300)];
          random.nextBytes(secret);
          String place = "dkim " + random.nextInt(100) + " private_key";

          String sealed = vault.box().seal(secret, place);

          assertThat(vault.box().open(sealed, place)).isEqualTo(secret);
          assertThat(SecretBox.isSealed(sealed)).isTrue();
          assertThatThrownBy(() -> vault.box().open(sealed, place + "2"))
              .isInstanceOf(SecretUnreadable.class);
        });
  }

  @Test
  void shouldNotTakeOneKeyForAnother() {
    String sealed = vault.box().seal(new byte[] {1}, "a place");
    String first = vault.newestKey();
    String second = vault.rotate();

    assertThatThrownBy(() -> vault.box().open(sealed.replace(first, second), "a place"))
        .isInstanceOf(SecretUnreadable.class)
        .hasMessageContaining("damaged");
    assertThatThrownBy(() -> vault.box().open(sealed.replace(first, "00000000"), "a place"))
        .isInstanceOf(SecretUnreadable.class)
        .hasMessageContaining("master key 00000000 is missing");
  }

  @Test
  void shouldSealAnewWhatAnOlderKeySealedAndNothingElse() {
    String old = vault.box().seal(new byte[] {7}, "a place");
    vault.rotate();

    String renewed = vault.box().renewed(old, "a place");

    assertThat(renewed).isNotEqualTo(old);
    assertThat(vault.box().isCurrent(old)).isFalse();
    assertThat(vault.box().renewed(renewed, "a place")).isSameAs(renewed);
    vault.forgetOldKeys();
    assertThat(vault.box().open(renewed, "a place")).containsExactly(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\n\n\n", "\r\n", "\r\n\r\n", "", "\n \n"})
  void shouldUseAListWithEmptyLinesAtItsEnd(String end) throws Exception {
    TreeSet<String> hashes = new TreeSet<>();
    for (int i = 0; i < 50; i++) {
      hashes.add(hash("password" + i));
    }
    Path file = Files.writeString(folder.resolve("list"), String.join("\n", hashes) + end);
    BreachedPasswords list = BreachedPasswords.in(file.toString());

    for (int i = 0; i < 50; i++) {
      assertThat(list.contains("password" + i)).as("password" + i).isTrue();
      assertThat(list.contains("another" + i)).as("another" + i).isFalse();
    }
  }

  @Test
  void shouldSayOfAListWithRubbishInItThatItIsNone() throws IOException {
    Random random = new Random(3);
    byte[] rubbish = new byte[5000];
    random.nextBytes(rubbish);
    Path file = Files.write(folder.resolve("list"), rubbish);

    assertThatThrownBy(() -> BreachedPasswords.in(file.toString()).contains("x"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(file.toString());
  }

  private static String hash(String password) throws Exception {
    return HexFormat.of()
        .withUpperCase()
        .formatHex(
            MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8)));
  }
}
