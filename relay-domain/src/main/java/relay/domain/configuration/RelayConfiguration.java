package relay.domain.configuration;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import relay.domain.authentication.TokenSettings;
import relay.domain.backup.BackupSettings;
import relay.domain.bounce.ReportSettings;
import relay.domain.brake.BrakeSettings;
import relay.domain.campaign.CampaignSettings;
import relay.domain.canary.CanarySettings;
import relay.domain.contacts.ContactSettings;
import relay.domain.control.ControlSettings;
import relay.domain.delivery.RetrySettings;
import relay.domain.delivery.TransmissionSettings;
import relay.domain.egress.EgressSettings;
import relay.domain.events.EventsSettings;
import relay.domain.fault.FaultSettings;
import relay.domain.feedback.event.SenderCheckSettings;
import relay.domain.feedback.review.ReviewSettings;
import relay.domain.figures.FiguresSettings;
import relay.domain.guard.GuardSettings;
import relay.domain.http.HttpSettings;
import relay.domain.identity.IdentitySettings;
import relay.domain.journal.JournalSettings;
import relay.domain.listener.SmtpSettings;
import relay.domain.onboarding.OnboardingSettings;
import relay.domain.openid.OpenIdSettings;
import relay.domain.pop.PopSettings;
import relay.domain.privacy.PrivacySettings;
import relay.domain.queue.BrokerSettings;
import relay.domain.queue.QueueSettings;
import relay.domain.quota.QuotaSettings;
import relay.domain.reception.AccountSettings;
import relay.domain.reception.ReceptionSettings;
import relay.domain.reports.OthersReportSettings;
import relay.domain.retention.RetentionSettings;
import relay.domain.rotation.RotationSettings;
import relay.domain.routing.DnsSettings;
import relay.domain.routing.HealthSettings;
import relay.domain.routing.HostSearchSettings;
import relay.domain.routing.RoutingSettings;
import relay.domain.sandbox.SandboxSettings;
import relay.domain.secret.ContentSettings;
import relay.domain.secret.SecretSettings;
import relay.domain.settings.Setting;
import relay.domain.settings.Settings;
import relay.domain.signing.SigningSettings;
import relay.domain.simulator.SimulatorSettings;
import relay.domain.spend.SpendSettings;
import relay.domain.suppression.SuppressionSettings;
import relay.domain.template.TemplateSettings;
import relay.domain.tlsreport.TlsReportSettings;
import relay.domain.tracking.TrackingSettings;
import relay.domain.traffic.TrafficSettings;
import relay.domain.transport.MtaStsSettings;
import relay.domain.transport.TlsPolicySettings;
import relay.domain.unsubscribe.UnsubscribeSettings;
import relay.domain.user.SessionSettings;
import relay.domain.verification.VerificationSettings;
import relay.domain.view.DatabaseSettings;
import relay.domain.warmup.WarmUpSettings;
import relay.domain.webhook.WebhookSettings;

/** Every concept's settings. Immutable. */
public record RelayConfiguration(
    NodeSettings node,
    JournalSettings journal,
    BrokerSettings broker,
    ReceptionSettings reception,
    AccountSettings accounts,
    TokenSettings tokens,
    DatabaseSettings database,
    ControlSettings control,
    SecretSettings secret,
    ContentSettings content,
    HttpSettings http,
    SessionSettings session,
    OpenIdSettings openId,
    RetentionSettings retention,
    PrivacySettings privacy,
    RoutingSettings routing,
    HostSearchSettings hostSearch,
    DnsSettings dns,
    TransmissionSettings transmission,
    HealthSettings routeHealth,
    BackupSettings backup,
    SpendSettings routeSpend,
    CanarySettings routeCanary,
    TlsPolicySettings tlsPolicy,
    MtaStsSettings mtaSts,
    TlsReportSettings tlsReports,
    SandboxSettings sandbox,
    SimulatorSettings simulator,
    SigningSettings signing,
    RotationSettings rotation,
    IdentitySettings identity,
    OnboardingSettings onboarding,
    VerificationSettings verification,
    SenderCheckSettings senderCheck,
    OthersReportSettings othersReports,
    ReviewSettings review,
    QueueSettings queue,
    SmtpSettings smtp,
    PopSettings pop,
    RetrySettings retry,
    ReportSettings report,
    FiguresSettings figures,
    EventsSettings events,
    TrafficSettings traffic,
    EgressSettings egress,
    WarmUpSettings warmUp,
    FaultSettings fault,
    GuardSettings guard,
    BrakeSettings brake,
    QuotaSettings quota,
    SuppressionSettings suppression,
    ContactSettings contacts,
    TemplateSettings template,
    CampaignSettings campaign,
    UnsubscribeSettings unsubscribe,
    TrackingSettings tracking,
    WebhookSettings webhook) {

  public RelayConfiguration {
    campaign.checkAgainst(broker.duplicateIds());
  }

  /** System property that names the settings file; wins over RELAY_SETTINGS. */
  public static final String SETTINGS_PROPERTY = "relay.settings";

  /** System property that names the data folder; wins over RELAY_DATA and the file. */
  public static final String DATA_PROPERTY = "relay.data";

  static final String SETTINGS_VARIABLE = "RELAY_SETTINGS";
  static final String DATA_VARIABLE = "RELAY_DATA";

  /** All declared settings, in the order of the reference page. */
  public static List<Setting<?>> declared() {
    return Stream.concat(ofTheNode(), ofItsMail()).<Setting<?>>flatMap(List::stream).toList();
  }

  private static Stream<List<Setting<?>>> ofTheNode() {
    return Stream.of(
        NodeSettings.ALL,
        JournalSettings.ALL,
        BrokerSettings.ALL,
        ReceptionSettings.ALL,
        AccountSettings.ALL,
        TokenSettings.ALL,
        DatabaseSettings.ALL,
        ControlSettings.ALL,
        SecretSettings.ALL,
        ContentSettings.ALL,
        HttpSettings.ALL,
        SessionSettings.ALL,
        OpenIdSettings.ALL,
        RetentionSettings.ALL,
        PrivacySettings.ALL,
        RoutingSettings.ALL,
        HostSearchSettings.ALL,
        DnsSettings.ALL,
        TransmissionSettings.ALL,
        HealthSettings.ALL,
        BackupSettings.ALL,
        SpendSettings.ALL,
        CanarySettings.ALL);
  }

  private static Stream<List<Setting<?>>> ofItsMail() {
    return Stream.of(
        TlsPolicySettings.ALL,
        MtaStsSettings.ALL,
        TlsReportSettings.ALL,
        SandboxSettings.ALL,
        SimulatorSettings.ALL,
        SigningSettings.ALL,
        RotationSettings.ALL,
        IdentitySettings.ALL,
        OnboardingSettings.ALL,
        VerificationSettings.ALL,
        SenderCheckSettings.ALL,
        OthersReportSettings.ALL,
        ReviewSettings.ALL,
        QueueSettings.ALL,
        SmtpSettings.ALL,
        PopSettings.ALL,
        RetrySettings.ALL,
        ReportSettings.ALL,
        FiguresSettings.ALL,
        EventsSettings.ALL,
        TrafficSettings.ALL,
        EgressSettings.ALL,
        WarmUpSettings.ALL,
        FaultSettings.ALL,
        GuardSettings.ALL,
        BrakeSettings.ALL,
        QuotaSettings.ALL,
        SuppressionSettings.ALL,
        ContactSettings.ALL,
        TemplateSettings.ALL,
        CampaignSettings.ALL,
        UnsubscribeSettings.ALL,
        TrackingSettings.ALL,
        WebhookSettings.ALL);
  }

  /**
   * The settings of this process: its file, environment and system properties.
   *
   * @throws relay.domain.settings.InvalidSetting naming key, value and rule
   */
  public static RelayConfiguration load() {
    return load(System.getProperties(), System.getenv());
  }

  /**
   * The same from given properties and variables. The file is the system property {@value
   * #SETTINGS_PROPERTY}, else the variable RELAY_SETTINGS, else none.
   *
   * @throws relay.domain.settings.InvalidSetting naming key, value and rule
   */
  public static RelayConfiguration load(Properties process, Map<String, String> environment) {
    return BootSettings.load(process, environment).with(Map.of());
  }

  /**
   * Checks the settings and makes the records.
   *
   * @param file keys and values of the settings file; empty when there is none
   * @param environment variables of the process
   * @throws relay.domain.settings.InvalidSetting naming key, value and rule
   */
  public static RelayConfiguration of(Map<String, String> file, Map<String, String> environment) {
    Settings settings = Settings.of(declared(), file, environment);
    String data = environment.getOrDefault(DATA_VARIABLE, settings.get(NodeSettings.DATA_FOLDER));
    return read(settings, NodeSettings.from(settings, Path.of(data)));
  }

  private static RelayConfiguration read(Settings settings, NodeSettings node) {
    return new RelayConfiguration(
        node,
        JournalSettings.from(settings),
        BrokerSettings.from(settings),
        ReceptionSettings.from(settings),
        AccountSettings.from(settings),
        TokenSettings.from(settings),
        DatabaseSettings.from(settings),
        ControlSettings.from(settings),
        SecretSettings.from(settings),
        ContentSettings.from(settings),
        HttpSettings.from(settings),
        SessionSettings.from(settings),
        OpenIdSettings.from(settings),
        RetentionSettings.from(settings),
        PrivacySettings.from(settings),
        RoutingSettings.from(settings),
        HostSearchSettings.from(settings),
        DnsSettings.from(settings),
        TransmissionSettings.from(settings, node.hostName()),
        HealthSettings.from(settings),
        BackupSettings.from(settings),
        SpendSettings.from(settings),
        CanarySettings.from(settings),
        TlsPolicySettings.from(settings),
        MtaStsSettings.from(settings),
        TlsReportSettings.from(settings),
        SandboxSettings.from(settings),
        SimulatorSettings.from(settings),
        SigningSettings.from(settings),
        RotationSettings.from(settings),
        IdentitySettings.from(settings),
        OnboardingSettings.from(settings),
        VerificationSettings.from(settings, node.hostName()),
        SenderCheckSettings.from(settings),
        OthersReportSettings.from(settings),
        ReviewSettings.from(settings),
        QueueSettings.from(settings),
        SmtpSettings.from(settings),
        PopSettings.from(settings),
        RetrySettings.from(settings),
        ReportSettings.from(settings),
        FiguresSettings.from(settings),
        EventsSettings.from(settings),
        TrafficSettings.from(settings),
        EgressSettings.from(settings),
        WarmUpSettings.from(settings),
        FaultSettings.from(settings),
        GuardSettings.from(settings),
        BrakeSettings.from(settings),
        QuotaSettings.from(settings),
        SuppressionSettings.from(settings),
        ContactSettings.from(settings),
        TemplateSettings.from(settings),
        CampaignSettings.from(settings),
        UnsubscribeSettings.from(settings),
        TrackingSettings.from(settings),
        WebhookSettings.from(settings));
  }
}
