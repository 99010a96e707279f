package relay.domain.listener;

import java.nio.file.Path;
import java.util.Optional;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/** Where a listener's certificate and private key come from. */
public sealed interface CertificateSource {

  /** Made by ourselves at first start and kept in the data folder. */
  record SelfSigned() implements CertificateSource {}

  /** A chain and a key in PEM files; the same file may hold both. */
  record Pem(Path chain, Path key) implements CertificateSource {}

  /** A PKCS#12 file; the password is not part of the readable text. */
  record Keystore(Path file, String password) implements CertificateSource {
    @Override
    public String toString() {
      return "Keystore[file=" + file + "]";
    }
  }

  Setting<String> CERTIFICATE =
      new Setting<>(
          "listener.*.certificate",
          SettingType.path(),
          "",
          "PEM file with the listener's certificate chain, read again when it changes; empty for a self-signed one.");
  Setting<String> PRIVATE_KEY =
      new Setting<>(
          "listener.*.private-key",
          SettingType.path(),
          "",
          "PEM file with the private key (PKCS#8 or PKCS#1, not encrypted); empty when it is in the certificate's file.");
  Setting<String> KEYSTORE =
      new Setting<>(
          "listener.*.keystore",
          SettingType.path(),
          "",
          "PKCS#12 file with chain and key, instead of PEM files.");
  Setting<String> KEYSTORE_PASSWORD =
      new Setting<>(
          "listener.*.keystore-password",
          SettingType.text(),
          "",
          "The password of the PKCS#12 file.");

  static CertificateSource from(Settings settings, String listener) {
    Optional<String> chain = given(settings.get(CERTIFICATE, listener));
    Optional<String> key = given(settings.get(PRIVATE_KEY, listener));
    Optional<String> keystore = given(settings.get(KEYSTORE, listener));
    if (keystore.isPresent() && (chain.isPresent() || key.isPresent())) {
      throw new InvalidSetting(
          KEYSTORE.keyFor(listener), keystore.get(), "give a keystore or PEM files, not both");
    }
    if (key.isPresent() && chain.isEmpty()) {
      throw new InvalidSetting(
          PRIVATE_KEY.keyFor(listener), key.get(), "needs a certificate beside it");
    }
    if (keystore.isPresent()) {
      return new Keystore(Path.of(keystore.get()), settings.get(KEYSTORE_PASSWORD, listener));
    }
    return chain
        .<CertificateSource>map(c -> new Pem(Path.of(c), Path.of(key.orElse(c))))
        .orElseGet(SelfSigned::new);
  }

  private static Optional<String> given(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
