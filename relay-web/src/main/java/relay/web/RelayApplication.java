package relay.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import relay.web.access.AccessFilter;
import relay.web.access.CallerFilter;
import relay.web.access.KnownParameters;
import relay.web.access.SecurityHeaders;
import relay.web.access.SlowBodies;
import relay.web.audit.AuditResource;
import relay.web.automation.AutomationOrderResource;
import relay.web.automation.AutomationPathResource;
import relay.web.automation.AutomationReportResource;
import relay.web.automation.ContactEventResource;
import relay.web.brake.BrakeResource;
import relay.web.campaign.CampaignCompareResource;
import relay.web.campaign.CampaignGroupsResource;
import relay.web.campaign.CampaignLinksResource;
import relay.web.campaign.CampaignOrderResource;
import relay.web.campaign.CampaignReportResource;
import relay.web.campaign.CampaignWinnerResource;
import relay.web.campaign.ConversionResource;
import relay.web.campaign.SeriesOrderResource;
import relay.web.campaign.SeriesTimesResource;
import relay.web.consent.ConfirmationResource;
import relay.web.consent.PreferenceResource;
import relay.web.contacts.ConsentResource;
import relay.web.contacts.ContactExportResource;
import relay.web.contacts.ContactImportResource;
import relay.web.contacts.ContactResource;
import relay.web.contacts.SegmentResource;
import relay.web.contacts.SunsetResource;
import relay.web.control.DomainKeyResource;
import relay.web.control.DomainProofResource;
import relay.web.control.DomainRecordResource;
import relay.web.control.InboundDomainResource;
import relay.web.control.RouteHealthResource;
import relay.web.control.RouteResource;
import relay.web.control.TenantObjectResource;
import relay.web.control.TenantResource;
import relay.web.control.UserResource;
import relay.web.deadletter.DeadLetterResource;
import relay.web.diagnosis.DiagnosisResource;
import relay.web.diagnosis.DnsDiagnosisResource;
import relay.web.diagnosis.TlsDiagnosisResource;
import relay.web.document.ApiDocument;
import relay.web.doubt.InDoubtResource;
import relay.web.egress.EgressResource;
import relay.web.egress.PoolResource;
import relay.web.egress.SourceResource;
import relay.web.explain.ExplainResource;
import relay.web.explain.MessageExplainResource;
import relay.web.figures.MetricsResource;
import relay.web.figures.StatsResource;
import relay.web.health.HealthResource;
import relay.web.jobs.JobResource;
import relay.web.lease.NodeResource;
import relay.web.login.LoginResource;
import relay.web.mail.MailResource;
import relay.web.privacy.ErasureResource;
import relay.web.privacy.GoneNodeResource;
import relay.web.privacy.PrivacyResource;
import relay.web.problem.ProblemMapper;
import relay.web.queue.QueueListResource;
import relay.web.queue.QueueResource;
import relay.web.report.ReportResource;
import relay.web.report.ReportStyle;
import relay.web.reports.ReportsResource;
import relay.web.review.BackTestResource;
import relay.web.review.UnknownReplyResource;
import relay.web.routing.RouteProfileResource;
import relay.web.routing.RouteSpendResource;
import relay.web.routing.RouteTestResource;
import relay.web.sandbox.PageResource;
import relay.web.sandbox.StyleSheet;
import relay.web.secret.SecretResource;
import relay.web.session.OpenIdResource;
import relay.web.session.OwnLoginResource;
import relay.web.session.SessionResource;
import relay.web.settings.SettingsResource;
import relay.web.suppression.SuppressionFileResource;
import relay.web.suppression.SuppressionResource;
import relay.web.suppression.SuppressionTestResource;
import relay.web.template.TemplateCheckResource;
import relay.web.template.TemplatePreviewResource;
import relay.web.template.TemplateTestResource;
import relay.web.template.TemplateVersionResource;
import relay.web.tlsreport.OutgoingReportResource;
import relay.web.tlsreport.ReportPreviewResource;
import relay.web.tracking.TrackingReportResource;
import relay.web.traffic.OverrideResource;
import relay.web.traffic.TrafficResource;
import relay.web.unsubscribe.UnsubscribeResource;
import relay.web.view.MessageResource;
import relay.web.warmup.WarmUpForecastResource;
import relay.web.warmup.WarmUpPlanResource;
import relay.web.warmup.WarmUpProgressResource;
import relay.web.webhook.PlatformWebhookResource;
import relay.web.webhook.WebhookDeliveryResource;
import relay.web.webhook.WebhookReplayResource;
import relay.web.webhook.WebhookTestResource;

/**
 * All resources by name: scanning finds different things on different servers. No class of the
 * relay sees MicroProfile; health, metrics and the API document are resources of ours because the
 * servers differ in what they offer.
 */
@ApplicationPath("/")
public class RelayApplication extends Application {
  private static final Set<Class<?>> RESOURCES =
      Set.of(
          MailResource.class,
          MessageResource.class,
          ReportResource.class,
          PrivacyResource.class,
          ErasureResource.class,
          GoneNodeResource.class,
          ReportStyle.class,
          ReportsResource.class,
          BackTestResource.class,
          UnknownReplyResource.class,
          StatsResource.class,
          MetricsResource.class,
          HealthResource.class,
          DiagnosisResource.class,
          DnsDiagnosisResource.class,
          TlsDiagnosisResource.class,
          ReportPreviewResource.class,
          OutgoingReportResource.class,
          JobResource.class,
          ExplainResource.class,
          MessageExplainResource.class,
          QueueResource.class,
          QueueListResource.class,
          DeadLetterResource.class,
          InDoubtResource.class,
          TrafficResource.class,
          OverrideResource.class,
          EgressResource.class,
          NodeResource.class,
          SourceResource.class,
          PoolResource.class,
          WarmUpPlanResource.class,
          WarmUpProgressResource.class,
          WarmUpForecastResource.class,
          InboundDomainResource.class,
          BrakeResource.class,
          SuppressionResource.class,
          SuppressionFileResource.class,
          SuppressionTestResource.class,
          ContactResource.class,
          ConsentResource.class,
          ContactImportResource.class,
          ContactExportResource.class,
          SegmentResource.class,
          SunsetResource.class,
          AutomationOrderResource.class,
          AutomationReportResource.class,
          AutomationPathResource.class,
          ContactEventResource.class,
          CampaignOrderResource.class,
          CampaignReportResource.class,
          CampaignWinnerResource.class,
          SeriesOrderResource.class,
          SeriesTimesResource.class,
          CampaignGroupsResource.class,
          CampaignLinksResource.class,
          CampaignCompareResource.class,
          ConversionResource.class,
          UnsubscribeResource.class,
          ConfirmationResource.class,
          PreferenceResource.class,
          TrackingReportResource.class,
          SettingsResource.class,
          UserResource.class,
          RouteResource.class,
          RouteHealthResource.class,
          RouteProfileResource.class,
          RouteSpendResource.class,
          RouteTestResource.class,
          SessionResource.class,
          OwnLoginResource.class,
          OpenIdResource.class,
          TenantResource.class,
          TenantObjectResource.class,
          DomainProofResource.class,
          PlatformWebhookResource.class,
          WebhookDeliveryResource.class,
          WebhookTestResource.class,
          WebhookReplayResource.class,
          TemplateVersionResource.class,
          TemplatePreviewResource.class,
          TemplateCheckResource.class,
          TemplateTestResource.class,
          DomainKeyResource.class,
          DomainRecordResource.class,
          AuditResource.class,
          SecretResource.class,
          LoginResource.class,
          PageResource.class,
          StyleSheet.class,
          ApiDocument.class);
  private static final Set<Class<?>> PROVIDERS =
      Set.of(
          CallerFilter.class,
          AccessFilter.class,
          SlowBodies.class,
          KnownParameters.class,
          SecurityHeaders.class,
          ProblemMapper.class);

  /** The classes that have operations. */
  public static Set<Class<?>> resources() {
    return RESOURCES;
  }

  @Override
  public Set<Class<?>> getClasses() {
    var all = new java.util.HashSet<Class<?>>(RESOURCES);
    all.addAll(PROVIDERS);
    return all;
  }
}
