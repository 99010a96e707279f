package relay.ejb.administration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import relay.domain.administration.HashCost;
import relay.domain.administration.ObjectDesk;
import relay.domain.administration.RulesOfKinds;
import relay.domain.audit.AuditLog;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.control.ControlKinds;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlStore;
import relay.domain.deadletter.DeadLetterBox;
import relay.domain.deadletter.DeadLetterDesk;
import relay.domain.journal.Journal;
import relay.domain.quota.Ramps;
import relay.domain.routing.Router;
import relay.domain.routing.StreamRoutes;
import relay.domain.secret.BreachedPasswords;
import relay.domain.secret.SecretVault;
import relay.domain.view.MessageView;
import relay.domain.webhook.TargetRule;

/** Makes the desks where operators change objects and work off dead letters. */
@ApplicationScoped
public class AdministrationProducer {

  @Produces
  @Singleton
  ObjectDesk desk(
      ControlStore store,
      ControlSource source,
      ControlKinds kinds,
      CurrentConfiguration current,
      StreamRoutes routes,
      SecretVault vault,
      Ramps ramps,
      InstantSource clock) {
    var accounts = current.get().accounts();
    var cost = new HashCost(accounts.hashCost(), accounts.scramIterations());
    var breached = BreachedPasswords.in(accounts.breachedPasswords());
    var rules =
        new RulesOfKinds(
            cost,
            breached,
            clock,
            new SecureRandom(),
            vault,
            new RulesOfKinds.Surroundings(
                routes::knows,
                name -> new Router(current.get().routing()).knows(name),
                ramps,
                new TargetRule(current.get().webhook().networks())));
    return new ObjectDesk(store, source, kinds, rules);
  }

  @Produces
  @Singleton
  DeadLetterDesk deadLetters(
      DeadLetterBox box, MessageView view, Journal journal, AuditLog audit, InstantSource clock) {
    return new DeadLetterDesk(box, view, journal, audit, clock);
  }
}
