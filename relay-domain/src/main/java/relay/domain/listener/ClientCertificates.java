package relay.domain.listener;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * Whether a listener asks its clients for certificates. None is ever demanded.
 *
 * @param request whether they are asked
 * @param authorities PEM file with the certificates of those whose signature makes the names in a
 *     client certificate count; empty: certificates count by their fingerprint only
 */
public record ClientCertificates(boolean request, Optional<Path> authorities) {
  /** Nobody is asked. */
  public static final ClientCertificates NONE = new ClientCertificates(false, Optional.empty());

  static final Setting<Boolean> REQUEST =
      new Setting<>(
          "listener.*.client-certificates",
          SettingType.yesNo(),
          "false",
          "Whether clients are asked for a certificate during the TLS handshake, with which they"
              + " may log in (AUTH EXTERNAL); one without is served all the same.");
  static final Setting<Optional<Path>> AUTHORITIES =
      new Setting<>(
          "listener.*.client-authorities",
          SettingType.of(
              "a file, may be empty",
              t -> t.isEmpty() ? Optional.empty() : Optional.of(Path.of(t))),
          "",
          "PEM file with the authorities whose signature makes the names in client certificates"
              + " count (user.*.identities); empty: fingerprints only. Read again when it"
              + " changes.");

  static final List<Setting<?>> ALL = List.of(REQUEST, AUTHORITIES);

  static ClientCertificates from(Settings settings, String listener) {
    return new ClientCertificates(
        settings.get(REQUEST, listener), settings.get(AUTHORITIES, listener));
  }
}
