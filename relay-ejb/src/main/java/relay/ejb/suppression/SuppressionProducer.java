package relay.ejb.suppression;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.contacts.Withdrawals;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlSource;
import relay.domain.privacy.PersonalStore;
import relay.domain.suppression.SuppressionDesk;
import relay.domain.suppression.SuppressionDoor;
import relay.domain.suppression.SuppressionRule;
import relay.domain.suppression.SuppressionRuleKind;
import relay.domain.suppression.SuppressionRules;
import relay.ejb.database.Database;
import relay.ejb.journal.JournalReader;

/** Makes the suppression list of the node and who keeps it. */
@ApplicationScoped
public class SuppressionProducer {

  /** Joins the other control objects. */
  @Produces
  @Singleton
  ControlKind<SuppressionRule> kind() {
    return new SuppressionRuleKind();
  }

  /** Injected as Suppressions. */
  @Produces
  @Singleton
  NodeSuppressions memory() {
    return new NodeSuppressions();
  }

  @Produces
  @Singleton
  SuppressionWatch watch(
      Database database,
      NodeSuppressions memory,
      RelayConfiguration configuration,
      CurrentConfiguration current,
      InstantSource clock) {
    return new SuppressionWatch(
        database,
        memory,
        new SuppressionFile(configuration.node().dataFolder()),
        () -> current.get().suppression().snapshotInterval(),
        clock);
  }

  @Produces
  @Singleton
  SuppressionDesk desk(Database database, SuppressionWatch watch, InstantSource clock) {
    return new DatabaseSuppressionDesk(database, watch, clock);
  }

  @Produces
  @Singleton
  SuppressionRules rules(CurrentConfiguration current, ControlSource source) {
    return new SuppressionRules(() -> current.get().suppression(), source);
  }

  /** The watch is asked for, so that the list of the last run is known before the first mail. */
  @Produces
  @Singleton
  SuppressionDoor door(
      NodeSuppressions memory,
      SuppressionWatch watch,
      SuppressionRules rules,
      InstantSource clock) {
    watch.ready();
    return new SuppressionDoor(memory, rules, clock);
  }

  /** Injected as BounceFollower or Follower. */
  @Produces
  @Singleton
  BounceFollower follower(
      RelayConfiguration configuration,
      JournalReader journal,
      Database database,
      SuppressionRules rules,
      SuppressionWatch watch,
      Withdrawals withdrawals,
      InstantSource clock) {
    return new BounceFollower(
        journal,
        database,
        rules,
        watch,
        withdrawals,
        configuration.node().hostName(),
        configuration.database(),
        clock);
  }

  @Produces
  @Singleton
  PersonalStore personal(Database database) {
    return new ErasedSuppressions(database);
  }
}
