package relay.ejb.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.secret.MasterKeys;
import relay.domain.secret.SecretSettings;

class KeyFileVaultTest {
  private static final SecretSettings FILE = new SecretSettings(Optional.empty(), "");
  private static final byte[] SECRET = {1, 2, 3};
  @TempDir Path folder;

  @Test
  void shouldMakeAKeyThatOnlyTheOwnerCanReadAndFindItAgain() throws IOException {
    String sealed = vault(FILE).box().seal(SECRET, "x");

    assertThat(vault(FILE).box().open(sealed, "x")).isEqualTo(SECRET);
    Path file = folder.resolve("master.keys");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void shouldKeepOldKeysWhenItRotates() {
    KeyFileVault vault = vault(FILE);
    String sealed = vault.box().seal(SECRET, "x");

    String id = vault.rotate();

    assertThat(vault.box().isCurrent(sealed)).isFalse();
    assertThat(vault.box().seal(SECRET, "x")).contains(id);
    assertThat(vault(FILE).box().open(sealed, "x")).isEqualTo(SECRET);
  }

  @Test
  void shouldTakeTheKeysOfTheSettingsAndRotateThemNot() {
    MasterKeys keys = MasterKeys.first(new Random(1));
    KeyFileVault vault = vault(new SecretSettings(Optional.of(keys), ""));

    assertThat(vault.box().seal(SECRET, "x")).contains(keys.newest());
    assertThat(folder.resolve("master.keys")).doesNotExist();
    assertThatThrownBy(vault::rotate).hasMessageContaining("secret.master-keys");
  }

  @Test
  void shouldNotOverwriteAFileThatItCannotRead() throws IOException {
    Path file = Files.writeString(folder.resolve("master.keys"), "something else\n");

    assertThatThrownBy(() -> vault(FILE)).hasMessageContaining(file.toString());
    assertThat(file).hasContent("something else\n");
  }

  private KeyFileVault vault(SecretSettings settings) {
    return new KeyFileVault(settings, folder, new Random());
  }
}
