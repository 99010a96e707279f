package relay.domain.listener;

import java.time.Duration;
import java.util.List;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * What one session may take of us.
 *
 * @param commands commands in all
 * @param messages mails in all; announced as LIMITS MAILMAX
 * @param errors replies of 5xx, and 4xx to bad logins
 * @param unknownCommands commands that do not exist
 * @param loginFailures failed logins
 * @param lineOctets of a command line with its line end; AUTH may be longer
 * @param errorDelay added before each error reply for each error beyond the fifth; at most 2 s
 * @param greetingDelay wait for clients that talk before the greeting; zero: no such check
 */
public record SessionLimits(
    int commands,
    int messages,
    int errors,
    int unknownCommands,
    int loginFailures,
    int lineOctets,
    Duration errorDelay,
    Duration greetingDelay) {
  static final Setting<Integer> COMMANDS =
      new Setting<>(
          "smtp.commands-per-session-max",
          SettingType.integer(10, 100_000_000),
          "1000000",
          "Most commands in one SMTP session.");
  static final Setting<Integer> MESSAGES =
      new Setting<>(
          "smtp.messages-per-session-max",
          SettingType.integer(1, 10_000_000),
          "100000",
          "Most mails in one SMTP session; announced as LIMITS MAILMAX.");
  static final Setting<Integer> ERRORS =
      new Setting<>(
          "smtp.errors-per-session-max",
          SettingType.integer(1, 10_000),
          "50",
          "Most refused commands in one SMTP session before it is closed with 421.");
  static final Setting<Integer> UNKNOWN_COMMANDS =
      new Setting<>(
          "smtp.unknown-commands-per-session-max",
          SettingType.integer(1, 10_000),
          "10",
          "Most commands that do not exist in one SMTP session before it is closed with 421.");
  static final Setting<Integer> LOGIN_FAILURES =
      new Setting<>(
          "smtp.login-failures-per-session-max",
          SettingType.integer(1, 100),
          "3",
          "Most failed logins in one SMTP session before it is closed with 421.");
  static final Setting<Integer> LINE_OCTETS =
      new Setting<>(
          "smtp.command-line-max",
          SettingType.integer(512, 65_536),
          "2048",
          "Longest SMTP command line in octets; only AUTH may be longer (12,288 by RFC 4954).");
  static final Setting<Duration> ERROR_DELAY =
      new Setting<>(
          "smtp.error-delay",
          SettingType.duration(Duration.ZERO, Duration.ofSeconds(2)),
          "100ms",
          "How much longer each further error reply is held back, from the sixth error of a session on.");
  static final Setting<Duration> GREETING_DELAY =
      new Setting<>(
          "smtp.greeting-delay",
          SettingType.duration(Duration.ZERO, Duration.ofSeconds(30)),
          "0s",
          "How long an inbound listener waits for clients that talk before they are greeted, and refuses those; 0s: not at all.");

  static final List<Setting<?>> ALL =
      List.of(
          COMMANDS,
          MESSAGES,
          ERRORS,
          UNKNOWN_COMMANDS,
          LOGIN_FAILURES,
          LINE_OCTETS,
          ERROR_DELAY,
          GREETING_DELAY);

  static SessionLimits from(Settings settings) {
    return new SessionLimits(
        settings.get(COMMANDS),
        settings.get(MESSAGES),
        settings.get(ERRORS),
        settings.get(UNKNOWN_COMMANDS),
        settings.get(LOGIN_FAILURES),
        settings.get(LINE_OCTETS),
        settings.get(ERROR_DELAY),
        settings.get(GREETING_DELAY));
  }
}
