package relay.domain.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import relay.domain.mail.NetworkRange;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * How webhooks are told.
 *
 * @param timeout for one post, from connecting to the end of the answer
 * @param batchMax events in one post
 * @param batchWait how long events wait for more to go with them
 * @param giveUpAfter how long an endpoint may fail before it is switched off
 * @param retryMax the longest pause between two tries
 * @param atOnce posts at the same time; a quarter of them, at least one, for endpoints that fail
 * @param networks that may be spoken to although they are not public, and without TLS
 * @param trustAnchors a PEM file of further authorities; empty: none
 */
public record WebhookSettings(
    Duration timeout,
    int batchMax,
    Duration batchWait,
    Duration giveUpAfter,
    Duration retryMax,
    int atOnce,
    List<NetworkRange> networks,
    Optional<String> trustAnchors) {

  static final Setting<Duration> TIMEOUT =
      new Setting<>(
          "webhook.timeout",
          SettingType.duration(Duration.ofMillis(100), Duration.ofMinutes(2)),
          "15s",
          "How long one post to a webhook may take, from connecting to the end of the answer.");
  static final Setting<Integer> BATCH_MAX =
      new Setting<>(
          "webhook.batch-max",
          SettingType.integer(1, 1000),
          "100",
          "The most events in one post to a webhook.");
  static final Setting<Duration> BATCH_WAIT =
      new Setting<>(
          "webhook.batch-wait",
          SettingType.duration(Duration.ofMillis(10), Duration.ofMinutes(1)),
          "1s",
          "How long events wait for others to go to a webhook in the same post.");
  static final Setting<Duration> GIVE_UP_AFTER =
      new Setting<>(
          "webhook.give-up-after",
          SettingType.duration(Duration.ofSeconds(1), Duration.ofDays(30)),
          "3d",
          "How long a webhook may fail, tried again and again, before it is switched off with an"
              + " alarm; journal files that it has not read are kept for so long.");
  static final Setting<Duration> RETRY_MAX =
      new Setting<>(
          "webhook.retry-max",
          SettingType.duration(Duration.ofMillis(100), Duration.ofDays(1)),
          "1h",
          "The longest pause between two tries of a failing webhook; the pauses begin at 5 seconds"
              + " and double.");
  static final Setting<Integer> AT_ONCE =
      new Setting<>(
          "webhook.at-once",
          SettingType.integer(2, 200),
          "8",
          "How many posts to webhooks are under way at the same time; a quarter of them is for"
              + " endpoints that fail, the rest for those that answer.");
  static final Setting<List<NetworkRange>> NETWORKS =
      new Setting<>(
          "webhook.allowed-networks",
          SettingType.listOf(
              SettingType.of(
                  "an address or block such as 192.0.2.7, 10.0.0.0/8, 2001:db8::/32",
                  NetworkRange::parse),
              100),
          "",
          "Addresses and CIDR blocks that webhooks may point at although they are private or of"
              + " this machine, and over http:// too; all other targets must be public and"
              + " https://.");
  static final Setting<String> TRUST_ANCHORS =
      new Setting<>(
          "webhook.trust-anchors",
          SettingType.path(),
          "",
          "A PEM file of certificate authorities to trust for webhooks beside those of the JDK;"
              + " may be empty.");

  public static final List<Setting<?>> ALL =
      List.of(
          TIMEOUT,
          BATCH_MAX,
          BATCH_WAIT,
          GIVE_UP_AFTER,
          RETRY_MAX,
          AT_ONCE,
          NETWORKS,
          TRUST_ANCHORS);

  public static WebhookSettings from(Settings settings) {
    return new WebhookSettings(
        settings.get(TIMEOUT),
        settings.get(BATCH_MAX),
        settings.get(BATCH_WAIT),
        settings.get(GIVE_UP_AFTER),
        settings.get(RETRY_MAX),
        settings.get(AT_ONCE),
        settings.get(NETWORKS),
        Optional.of(settings.get(TRUST_ANCHORS)).filter(t -> !t.isEmpty()));
  }

  /** How many of the posts at the same time are for endpoints that fail. */
  public int atOnceFailing() {
    return Math.max(1, atOnce / 4);
  }
}
