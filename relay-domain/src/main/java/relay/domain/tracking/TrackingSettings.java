package relay.domain.tracking;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import relay.domain.mail.NetworkRange;
import relay.domain.settings.PublicUrl;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * Of tracked links and pictures.
 *
 * @param publicUrl where recipients reach this relay's HTTP, with a slash at its end; empty:
 *     nothing is tracked
 * @param linksMax links of one mail that are changed
 * @param mailMax larger mail stays as it is, in octets
 * @param trap whether mail holds a link that no person can see
 * @param visits bounds of what comes back
 * @param early how soon after its mail nobody can have read it
 * @param burstLinks so many links of a mail within the burst time are no person's doing
 * @param hostInterval between two looks at the names of tenants
 * @param keep how long figures are kept
 */
public record TrackingSettings(
    Optional<URI> publicUrl,
    int linksMax,
    long mailMax,
    boolean trap,
    Visits visits,
    Duration early,
    int burstLinks,
    Duration burstTime,
    Duration hostInterval,
    Duration keep) {

  /**
   * Bounds of visits.
   *
   * @param wrongPerMinute addresses that prove nothing, for each client
   * @param perMinute visits that are written down, for each client
   * @param perSecond visits that are written down, of all
   * @param waitingMax visits that wait to be written down
   * @param proxies whose word about the client's address counts
   */
  public record Visits(
      int wrongPerMinute,
      int perMinute,
      int perSecond,
      int waitingMax,
      List<NetworkRange> proxies) {}

  static final Setting<Optional<URI>> PUBLIC_URL =
      new Setting<>(
          "tracking.public-url",
          PublicUrl.TYPE,
          "",
          "Where recipients reach this relay over HTTPS, usually by a reverse proxy: tracked links"
              + " begin with it, and a tracking_domain of a tenant must lead to the same place."
              + " Empty: nothing is tracked.");
  static final Setting<Integer> LINKS_MAX =
      new Setting<>(
          "tracking.links-max",
          SettingType.integer(1, 10_000),
          "500",
          "Most links of one mail that are tracked; later ones stay as they are.");
  static final Setting<Long> MAIL_MAX =
      new Setting<>(
          "tracking.mail-max",
          SettingType.size(1024, 100L << 20),
          "5MB",
          "Mail larger than this stays untracked: to change it, it must be in memory.");
  static final Setting<Boolean> TRAP =
      new Setting<>(
          "tracking.trap-link",
          SettingType.yesNo(),
          "false",
          "Whether tracked mail holds one link that no person can see: whoever follows it is a"
              + " program. Some content filters dislike hidden links.");
  static final Setting<Integer> WRONG_PER_MINUTE =
      new Setting<>(
          "tracking.wrong-per-minute",
          SettingType.integer(1, 100_000),
          "60",
          "How many forged links a client address may try in a minute before it is answered 429 to"
              + " all such; genuine ones always work.");
  static final Setting<Integer> PER_MINUTE =
      new Setting<>(
          "tracking.visits-per-minute",
          SettingType.integer(1, 10_000_000),
          "6000",
          "How many opens and clicks of one client address are written down in a minute; others"
              + " are answered all the same. Picture proxies ask for many people from one address.");
  static final Setting<Integer> PER_SECOND =
      new Setting<>(
          "tracking.visits-per-second",
          SettingType.integer(1, 1_000_000),
          "5000",
          "How many opens and clicks of all clients are written down in a second; others are"
              + " answered all the same.");
  static final Setting<Integer> WAITING_MAX =
      new Setting<>(
          "tracking.waiting-max",
          SettingType.integer(1, 1_000_000),
          "20000",
          "How many opens and clicks wait in memory while the journal is slow; others are answered"
              + " and not written down.");
  static final Setting<List<NetworkRange>> PROXIES =
      new Setting<>(
          "tracking.trusted-proxies",
          SettingType.listOf(
              SettingType.of("an address or a block such as 10.0.0.0/8", NetworkRange::parse), 100),
          "127.0.0.0/8, ::1",
          "Reverse proxies whose X-Forwarded-For names the client of a tracked link; of others it"
              + " says nothing.");
  static final Setting<Duration> EARLY =
      new Setting<>(
          "tracking.early",
          SettingType.duration(Duration.ZERO, Duration.ofMinutes(10)),
          "2s",
          "Opens and clicks so soon after their mail went out are counted as a machine's.");
  static final Setting<Integer> BURST_LINKS =
      new Setting<>(
          "tracking.burst-links",
          SettingType.integer(2, 1_000),
          "3",
          "So many links of one mail followed within tracking.burst-time are counted as a"
              + " machine's, the first of them, too.");
  static final Setting<Duration> BURST_TIME =
      new Setting<>(
          "tracking.burst-time",
          SettingType.duration(Duration.ofMillis(100), Duration.ofMinutes(10)),
          "5s",
          "See tracking.burst-links.");
  static final Setting<Duration> HOST_INTERVAL =
      new Setting<>(
          "tracking.domain-check",
          SettingType.duration(Duration.ofSeconds(1), Duration.ofDays(7)),
          "10m",
          "Pause between two looks whether the tracking_domain of each tenant leads here. While one"
              + " does not, mail of its tenant keeps its links.");

  static final Setting<Duration> KEEP =
      new Setting<>(
          "tracking.keep",
          SettingType.duration(Duration.ofDays(1), Duration.ofDays(3_660)),
          "400d",
          "How long the figures of opens and clicks are kept; there is no person in them; and what"
              + " contacts opened and clicked last. The events of identified streams go with their"
              + " mail (retention.messages, retention.journal).");

  public static final List<Setting<?>> ALL =
      Setting.whileRunning(
          List.of(
              PUBLIC_URL,
              LINKS_MAX,
              MAIL_MAX,
              TRAP,
              WRONG_PER_MINUTE,
              PER_MINUTE,
              PER_SECOND,
              WAITING_MAX,
              PROXIES,
              EARLY,
              BURST_LINKS,
              BURST_TIME,
              HOST_INTERVAL,
              KEEP));

  public static TrackingSettings from(Settings settings) {
    return new TrackingSettings(
        settings.get(PUBLIC_URL),
        settings.get(LINKS_MAX),
        settings.get(MAIL_MAX),
        settings.get(TRAP),
        new Visits(
            settings.get(WRONG_PER_MINUTE),
            settings.get(PER_MINUTE),
            settings.get(PER_SECOND),
            settings.get(WAITING_MAX),
            settings.get(PROXIES)),
        settings.get(EARLY),
        settings.get(BURST_LINKS),
        settings.get(BURST_TIME),
        settings.get(HOST_INTERVAL),
        settings.get(KEEP));
  }
}
