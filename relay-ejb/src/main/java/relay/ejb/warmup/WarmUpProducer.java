package relay.ejb.warmup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlSource;
import relay.domain.routing.NextHop;
import relay.domain.traffic.Sites;
import relay.domain.view.MessageView;
import relay.domain.warmup.WarmUpFeedback;
import relay.domain.warmup.WarmUpKind;
import relay.domain.warmup.WarmUpPlan;
import relay.domain.warmup.WarmUpProviders;
import relay.domain.warmup.WarmUps;
import relay.ejb.database.Database;

/** Makes who warms sources up; the journal finds who hears of complaints as an observer. */
@ApplicationScoped
public class WarmUpProducer {

  /** Joins the other control objects. */
  @Produces
  @Singleton
  ControlKind<WarmUpPlan> kind(WarmUpProviders providers) {
    return new WarmUpKind(providers);
  }

  /** Asks later: the settings of now are control objects themselves. */
  @Produces
  @Singleton
  WarmUpProviders providers(Instance<CurrentConfiguration> configuration) {
    return new WarmUpProviders(
        () -> configuration.get().get().traffic().flows().providers().keySet());
  }

  @Produces
  @Singleton
  WarmUps warmUps(
      ControlSource objects, CurrentConfiguration configuration, WarmUpProviders providers) {
    return new WarmUps(objects, () -> configuration.get().warmUp(), providers);
  }

  @Produces
  @Singleton
  WarmUpFeedback feedback(WarmUps warmUps) {
    return new WarmUpFeedback(warmUps);
  }

  @Produces
  @Singleton
  WarmUpKeeping keeping(
      WarmUps warmUps,
      WarmUpFeedback feedback,
      Database database,
      MessageView view,
      Sites sites,
      RelayConfiguration configuration,
      InstantSource clock) {
    return new WarmUpKeeping(
        warmUps.accounts(),
        new WarmUpRows(database, configuration.node().hostName()),
        new WarmUpStories(
            feedback, view, domain -> sites.find(new NextHop.MailExchangers(domain)), clock));
  }
}
