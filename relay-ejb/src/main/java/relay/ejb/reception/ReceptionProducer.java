package relay.ejb.reception;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import relay.domain.authentication.TokenCheck;
import relay.domain.brake.Brakes;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.consent.ConsentAddresses;
import relay.domain.delivery.RetrySchedule;
import relay.domain.fault.FaultPoint;
import relay.domain.http.HttpSettings;
import relay.domain.identity.ReturnPaths;
import relay.domain.journal.Journal;
import relay.domain.pop.PopSettings;
import relay.domain.queue.MailQueues;
import relay.domain.quota.QuotaDesk;
import relay.domain.reception.AccountSettings;
import relay.domain.reception.Accounts;
import relay.domain.reception.ConfiguredAccounts;
import relay.domain.reception.CredentialAccounts;
import relay.domain.reception.HeaderCompletion;
import relay.domain.reception.JoinedAccounts;
import relay.domain.reception.LoginDesk;
import relay.domain.reception.LoginOffer;
import relay.domain.reception.OpenedAddresses;
import relay.domain.reception.ReceptionPolicy;
import relay.domain.reception.document.DocumentReader;
import relay.domain.secret.ContentSeal;
import relay.domain.suppression.SuppressionDoor;
import relay.domain.template.Templates;
import relay.domain.tenancy.CurrentTenancy;
import relay.domain.traffic.ArrivalLine;
import relay.ejb.guard.LaneGate;
import relay.ejb.guard.ResourceGuard;
import relay.ejb.login.LoginExchange;
import relay.ejb.queues.DeadLetters;
import relay.ejb.queues.ProducerBody;

/** Makes the one reception of the node. */
@ApplicationScoped
public class ReceptionProducer {
  @Produces
  @Singleton
  Accounts accounts(RelayConfiguration configuration, CurrentTenancy tenancy) {
    return new JoinedAccounts(
        new ConfiguredAccounts(configuration.accounts().users()), new CredentialAccounts(tenancy));
  }

  @Produces
  @Singleton
  LoginDesk logins(
      RelayConfiguration configuration,
      Accounts accounts,
      TokenCheck tokens,
      LoginExchange exchange) {
    var settings = configuration.accounts();
    SecureRandom random = new SecureRandom();
    LoginDesk desk =
        new LoginDesk(
            accounts,
            settings,
            new Semaphore(settings.verifiers()),
            new InstallationSecret(configuration.node().dataFolder()).read(random),
            tokens,
            random);
    exchange.join("mail", desk.throttle());
    return desk;
  }

  /** None can be opened where there is no POP3 listener. */
  @Produces
  @Singleton
  OpenedAddresses opened(RelayConfiguration configuration) {
    PopSettings pop = configuration.pop();
    return pop.enabled()
        ? new OpenedAddresses(pop.openFor(), pop.entriesMax(), pop::mayOpen)
        : OpenedAddresses.NONE;
  }

  @Produces
  @Singleton
  Reception.Stores stores(
      Journal journal,
      MailQueues queues,
      LaneGate lanes,
      ResourceGuard guard,
      QuotaDesk quotas,
      Brakes brakes,
      SuppressionDoor suppressions,
      FaultPoint faults) {
    return new Reception.Stores(
        journal, queues, lanes, guard, quotas, brakes, suppressions, faults);
  }

  /** The HTTP door counts like a listener; it lets no browser and no proxy in without a login. */
  private static Set<String> loopbackDoors(RelayConfiguration configuration) {
    Set<String> doors = new HashSet<>(configuration.smtp().loopbackListeners());
    if (configuration.http().isLoopbackOnly()) {
      doors.add(HttpSettings.DOOR);
    }
    return doors;
  }

  /** The rules before any tenancy is known; ask the reception for those in force. */
  @Produces
  @Singleton
  ReceptionPolicy rules(
      RelayConfiguration configuration,
      Accounts accounts,
      TokenCheck tokens,
      OpenedAddresses opened,
      SuppressionDoor suppressions) {
    return new ReceptionPolicy(
            configuration.reception(),
            loopbackDoors(configuration),
            offer(configuration.accounts(), accounts, tokens))
        .with(opened)
        .with(suppressions);
  }

  @Produces
  @Singleton
  NewMails newMails(
      RelayConfiguration configuration,
      ReturnPaths returnPaths,
      RetrySchedule schedule,
      ArrivalLine line) {
    return new NewMails(
        new HeaderCompletion(configuration.node().hostName(), returnPaths), schedule, line);
  }

  /** Injected as Reception or SubmissionListener. */
  @Produces
  @Singleton
  Reception reception(
      ReceptionPolicy rules,
      LoginDesk logins,
      CurrentTenancy tenancy,
      NewMails newMails,
      Reception.Stores stores,
      InstantSource clock,
      RandomGenerator random) {
    return new Reception(rules, tenancy, newMails, logins, stores, clock, random);
  }

  private static LoginOffer offer(AccountSettings settings, Accounts accounts, TokenCheck tokens) {
    return new LoginOffer(
        Set.copyOf(settings.mechanisms()),
        accounts,
        tokens,
        Set.copyOf(settings.channelBindings()));
  }

  @Produces
  @Singleton
  JmsDoor jmsDoor(
      Reception reception,
      DeadLetters deadLetters,
      RelayConfiguration configuration,
      ContentSeal seal,
      Templates templates,
      ConsentAddresses addresses,
      InstantSource clock,
      RandomGenerator random) {
    return new JmsDoor(
        reception,
        new SubmissionMessage(
            new DocumentReader(configuration.smtp().content().futureReleaseMax()),
            templates,
            addresses,
            random,
            new ProducerBody(seal)),
        deadLetters,
        clock,
        random,
        configuration.queue().storePatience());
  }
}
