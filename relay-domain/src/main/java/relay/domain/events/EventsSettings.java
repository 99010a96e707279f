package relay.domain.events;

import java.time.Duration;
import java.util.List;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * What is told to applications by JMS.
 *
 * @param topic whether events go to the topic
 * @param feedbackQueue whether events of feedback go to a queue of their own, too
 * @param batch most events of one transaction
 * @param interval pause when there was nothing new
 * @param keep how long a subscriber may be away
 */
public record EventsSettings(
    boolean topic, boolean feedbackQueue, int batch, Duration interval, Duration keep) {
  static final Setting<Boolean> TOPIC =
      new Setting<>(
              "events.topic",
              SettingType.yesNo(),
              "true",
              "Whether every event is told to the JMS topic relay.events; without a subscriber it"
                  + " costs nothing.")
          .whileRunning();
  static final Setting<Boolean> FEEDBACK_QUEUE =
      new Setting<>(
              "events.feedback-queue",
              SettingType.yesNo(),
              "false",
              "Whether bounces that came later, complaints, unsubscriptions and answers go to the"
                  + " JMS queue relay.feedback.events, too; somebody must read it.")
          .whileRunning();
  static final Setting<Integer> BATCH =
      new Setting<>(
              "events.batch",
              SettingType.integer(1, 10_000),
              "500",
              "Most events that are told in one transaction of the broker.")
          .whileRunning();
  static final Setting<Duration> INTERVAL =
      new Setting<>(
              "events.interval",
              SettingType.duration(Duration.ofMillis(50), Duration.ofMinutes(1)),
              "500ms",
              "Pause between two looks for new events.")
          .whileRunning();
  static final Setting<Duration> KEEP =
      new Setting<>(
              "events.keep",
              SettingType.duration(Duration.ofMinutes(1), Duration.ofDays(30)),
              "3d",
              "How long the broker keeps an event for a subscriber that is away.")
          .whileRunning();

  public static final List<Setting<?>> ALL = List.of(TOPIC, FEEDBACK_QUEUE, BATCH, INTERVAL, KEEP);

  public static EventsSettings from(Settings settings) {
    return new EventsSettings(
        settings.get(TOPIC),
        settings.get(FEEDBACK_QUEUE),
        settings.get(BATCH),
        settings.get(INTERVAL),
        settings.get(KEEP));
  }

  /** Whether anything is told at all. */
  public boolean isAny() {
    return topic || feedbackQueue;
  }
}
