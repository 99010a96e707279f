package relay.domain.secret;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Collections;
import java.util.Optional;
import java.util.TreeSet;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Setting;

/**
 * Reads the keys for contents from where the settings say: settings, file or keystore. Thread-safe.
 */
public final class ContentKeySource {
  private final ContentSettings settings;

  public ContentKeySource(ContentSettings settings) {
    this.settings = settings;
  }

  /**
   * The keys; empty when the settings name none.
   *
   * @throws InvalidSetting naming what cannot be used and why
   */
  public Optional<MasterKeys> read() {
    if (settings.keys().isPresent()) {
      return settings.keys();
    }
    if (!settings.keyFile().isEmpty()) {
      return Optional.of(fromFile(Path.of(settings.keyFile())));
    }
    return settings.keystore().isEmpty()
        ? Optional.empty()
        : Optional.of(fromKeystore(Path.of(settings.keystore())));
  }

  private static MasterKeys fromFile(Path file) {
    try {
      return MasterKeys.parse(Files.readString(file));
    } catch (IllegalArgumentException e) {
      throw unusable(ContentSettings.KEY_FILE, file, "must hold keys: " + e.getMessage());
    } catch (IOException e) {
      throw unusable(
          ContentSettings.KEY_FILE, file, "cannot be read; give the relay's user the right to");
    }
  }

  private MasterKeys fromKeystore(Path file) {
    char[] password = settings.keystorePassword().toCharArray();
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password);
      var lines = new StringBuilder();
      for (String alias : new TreeSet<>(Collections.list(store.aliases()))) {
        Key key = store.getKey(alias, password);
        if (key != null && key.getAlgorithm().equals("AES")) {
          String text = Base64.getEncoder().encodeToString(key.getEncoded());
          lines.append(alias).append(' ').append(text).append('\n');
        }
      }
      return MasterKeys.parse(lines.toString());
    } catch (IllegalArgumentException e) {
      throw unusable(
          ContentSettings.KEYSTORE,
          file,
          "must hold AES keys of 256 bits with aliases of letters and digits");
    } catch (GeneralSecurityException | IOException e) {
      throw unusable(
          ContentSettings.KEYSTORE,
          file,
          "cannot be opened; is it there, and is content.keystore-password right?");
    }
  }

  private static InvalidSetting unusable(Setting<?> setting, Path file, String rule) {
    return new InvalidSetting(setting.key(), file.toString(), rule);
  }
}
