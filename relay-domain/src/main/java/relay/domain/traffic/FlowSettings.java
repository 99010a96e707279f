package relay.domain.traffic;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;

/** The operator's rules for flows, as settings. */
final class FlowSettings {
  private static final Pattern HOST = Pattern.compile("[a-z0-9][a-z0-9.-]{0,252}");
  static final Setting<LimitPatch> DEFAULT_LIMITS =
      new Setting<>(
          "traffic.default-limits",
          LimitPatch.type(),
          "",
          "Limits of every flow (the servers that one or many domains share) that no other rule"
              + " speaks of; docs/traffic.md tells what each limit counts.");
  static final Setting<LimitPatch> PROVIDER_LIMITS =
      new Setting<>(
          "traffic.provider.*.limits",
          LimitPatch.type(),
          "",
          "Limits of a provider, over those that are shipped; `unset` takes one away.");
  static final Setting<List<String>> PROVIDER_EXCHANGERS =
      new Setting<>(
          "traffic.provider.*.exchangers",
          SettingType.listOf(SettingType.text("the end of a host name", HOST), 100),
          "",
          "Ends of the names of a provider's mail exchangers, in place of those that are shipped;"
              + " a domain is the provider's when all of its mail exchangers are.");
  static final Setting<LimitPatch> SITE_LIMITS =
      new Setting<>(
          "traffic.site.*.limits",
          LimitPatch.type(),
          "",
          "Limits where the names of all mail exchangers end with this name, over those of the"
              + " provider.");
  static final Setting<LimitPatch> DOMAIN_LIMITS =
      new Setting<>(
          "traffic.domain.*.limits",
          LimitPatch.type(),
          "",
          "Limits of one recipient domain or route, over all others; it is then a flow of its own.");

  static final Setting<Integer> OTP_PERCENT =
      new Setting<>(
          "traffic.otp-share-percent",
          SettingType.integer(1, 100),
          "50",
          "The part of each limit of a flow in which one-time passwords go before all other mail;"
              + " above it they stand in line with it.");
  static final Setting<Boolean> ADAPTIVE =
      new Setting<>(
          "traffic.adaptive",
          SettingType.yesNo(),
          "true",
          "Whether the relay slows flows down, and pauses them, by what their servers say.");
  static final Setting<Integer> PROBING_AFTER =
      new Setting<>(
          "traffic.deferrals-before-probing",
          SettingType.integer(5, 100_000),
          "50",
          "After so many deferrals in a row, nothing being taken, a flow pauses and is probed by one"
              + " mail at a time.");
  static final Setting<Optional<ReplyRule>> REPLY_RULE =
      new Setting<>(
          "traffic.reply-rule.*",
          ReplyRule.type(),
          "",
          "What replies of this kind ask of us; before the rules that are shipped.");

  static final List<Setting<?>> ALL =
      List.of(
          DEFAULT_LIMITS,
          PROVIDER_LIMITS,
          PROVIDER_EXCHANGERS,
          SITE_LIMITS,
          DOMAIN_LIMITS,
          OTP_PERCENT,
          ADAPTIVE,
          PROBING_AFTER,
          REPLY_RULE);

  private FlowSettings() {}
}
