package relay.domain.feedback.event;

import java.util.List;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * How much is asked about who sends feedback.
 *
 * @param check as it holds now
 */
public record SenderCheckSettings(SenderCheck check) {
  static final Setting<SenderCheck> CHECK =
      new Setting<>(
          "verification.feedback-senders",
          SettingType.oneOf(SenderCheck.class),
          "refuse-forged",
          "What SPF, DKIM and DMARC of mail at feedback addresses are for: off, record (told in the event), refuse-forged (besides, a complaint whose only proof is within the mail does not count when its From fails DMARC and asks for reject).");

  public static final List<Setting<?>> ALL = List.of(CHECK.whileRunning());

  public static SenderCheckSettings from(Settings settings) {
    return new SenderCheckSettings(settings.get(CHECK));
  }
}
