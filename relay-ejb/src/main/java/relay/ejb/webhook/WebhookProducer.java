package relay.ejb.webhook;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlStore;
import relay.domain.routing.DomainLookup;
import relay.domain.secret.SecretVault;
import relay.domain.webhook.TargetRule;
import relay.domain.webhook.Webhook;
import relay.domain.webhook.WebhookDesk;
import relay.domain.webhook.WebhookKind;
import relay.domain.webhook.WebhookSettings;
import relay.ejb.journal.JournalFiles;
import relay.ejb.journal.JournalFolder;
import relay.ejb.journal.JournalReader;
import relay.ejb.transport.TlsClient;

/** Makes who posts to webhooks, and lets them be kept like everything else that operators make. */
@ApplicationScoped
public class WebhookProducer {
  @Resource private ManagedExecutorService threads;

  @Produces
  @Singleton
  ControlKind<Webhook> kind() {
    return WebhookKind.WEBHOOK;
  }

  /** For webhooks, and for whatever else goes to a web server that somebody else names. */
  @Produces
  @Singleton
  HttpPost http(RelayConfiguration configuration, DomainLookup names, InstantSource clock) {
    WebhookSettings settings = configuration.webhook();
    var tls =
        TlsClient.create("webhook.trust-anchors", settings.trustAnchors().map(Path::of), clock);
    var rule = new TargetRule(settings.networks());
    return new HttpPost(names, rule, tls, settings.timeout(), clock);
  }

  @Produces
  @Singleton
  EndpointTools tools(
      RelayConfiguration configuration,
      JournalFolder folder,
      JournalReader journal,
      HttpPost http,
      SecretVault vault,
      InstantSource clock) {
    WebhookSettings settings = configuration.webhook();
    return new EndpointTools(
        settings,
        new NoticeChunks(folder, journal),
        new ProgressFiles(configuration.node().dataFolder().resolve("webhooks")),
        http,
        vault,
        new SecureRandom(),
        clock);
  }

  @Produces
  @Singleton
  WebhookRounds rounds(
      EndpointTools tools,
      ControlSource control,
      ControlStore store,
      JournalFiles journal,
      InstantSource clock) {
    return new WebhookRounds(tools, control, new SwitchOff(store, journal, clock), threads);
  }

  @Produces
  @Singleton
  WebhookDesk desk(ControlSource control, ControlStore store, InstantSource clock) {
    return new WebhookDesk(control, store, clock, new SecureRandom());
  }
}
