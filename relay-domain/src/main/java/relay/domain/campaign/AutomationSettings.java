package relay.domain.campaign;

import java.time.Duration;
import java.util.List;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * Bounds and pace of automations, which are declared with those of campaigns.
 *
 * @param ofATenantMax automations of a tenant
 * @param stepsMax steps of one
 * @param insideMax contacts inside one at a time, where it does not say
 * @param batch entries that one look takes on
 * @param interval pause between two looks
 * @param lease how long a node has what it took on before others may
 * @param retention how long paths of entries that ended are kept
 * @param guardDays days of which guards judge what came back of its mails
 */
public record AutomationSettings(
    int ofATenantMax,
    int stepsMax,
    int insideMax,
    int batch,
    Duration interval,
    Duration lease,
    Duration retention,
    int guardDays) {
  public static final int OF_A_TENANT_MOST = 1_000;
  public static final int STEPS_MOST = 250;
  static final Setting<Integer> OF_A_TENANT_MAX =
      new Setting<>(
          "automation.of-tenant-max",
          SettingType.integer(1, OF_A_TENANT_MOST),
          "100",
          "Most automations of a tenant.");
  static final Setting<Integer> STEPS_MAX =
      new Setting<>(
          "automation.steps-max",
          SettingType.integer(1, STEPS_MOST),
          "50",
          "Most steps of an automation.");
  static final Setting<Integer> INSIDE_MAX =
      new Setting<>(
          "automation.inside-max",
          SettingType.integer(1, 100_000_000),
          "1000000",
          "Most contacts inside one automation at a time, where it does not say; others do not come in.");
  static final Setting<Integer> BATCH =
      new Setting<>(
          "automation.batch",
          SettingType.integer(1, 1_000),
          "200",
          "Contacts that one look takes on; of so many the mails may be repeated after a crash, and the broker must know them again.");
  static final Setting<Duration> INTERVAL =
      new Setting<>(
          "automation.interval",
          SettingType.duration(Duration.ofMillis(50), Duration.ofMinutes(10)),
          "1s",
          "Pause between two looks for contacts in automations whose next step is due.");
  static final Setting<Duration> LEASE =
      new Setting<>(
          "automation.lease",
          SettingType.duration(Duration.ofSeconds(5), Duration.ofHours(1)),
          "2m",
          "How long a node has the contacts that it took on; after that another node goes on with those of whom no mail is under way.");
  static final Setting<Duration> RETENTION =
      new Setting<>(
          "automation.retention",
          SettingType.duration(Duration.ofDays(1), Duration.ofDays(36_500)),
          "400d",
          "How long the path of a contact that left an automation is kept.");

  static final Setting<Integer> GUARD_DAYS =
      new Setting<>(
          "automation.guard-days",
          SettingType.integer(1, 90),
          "7",
          "Days, today among them, of which the guards of an automation judge what came back of its mails; their limits are those of campaigns where it says none.");

  public static final List<Setting<?>> ALL =
      List.of(
          OF_A_TENANT_MAX,
          STEPS_MAX,
          INSIDE_MAX.whileRunning(),
          BATCH.whileRunning(),
          INTERVAL,
          LEASE.whileRunning(),
          RETENTION.whileRunning(),
          GUARD_DAYS.whileRunning());

  public static AutomationSettings from(Settings settings) {
    return new AutomationSettings(
        settings.get(OF_A_TENANT_MAX),
        settings.get(STEPS_MAX),
        settings.get(INSIDE_MAX),
        settings.get(BATCH),
        settings.get(INTERVAL),
        settings.get(LEASE),
        settings.get(RETENTION),
        settings.get(GUARD_DAYS));
  }
}
