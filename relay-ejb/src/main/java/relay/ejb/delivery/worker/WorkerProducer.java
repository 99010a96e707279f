package relay.ejb.delivery.worker;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import relay.domain.bounce.BounceComposer;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.delivery.AttemptJudge;
import relay.domain.delivery.RetrySchedule;
import relay.domain.delivery.Transmission;
import relay.domain.fault.FaultPoint;
import relay.domain.journal.AttemptLedger;
import relay.domain.journal.Journal;
import relay.domain.queue.MailQueues;
import relay.domain.routing.Router;
import relay.domain.signing.DkimSigner;
import relay.ejb.guard.LaneGate;
import relay.ejb.queues.DeadLetters;
import relay.ejb.queues.MailMessage;

/** Makes what the lanes' workers share. */
@ApplicationScoped
public class WorkerProducer {

  @Produces
  @Singleton
  Outcomes outcomes(
      Journal journal,
      MailQueues queues,
      RelayConfiguration configuration,
      RandomGenerator random,
      FaultPoint faults) {
    var reports =
        new BounceComposer(
            configuration.report(),
            new RetrySchedule(configuration.retry(), random),
            configuration.node().hostName());
    return new Outcomes(journal, queues, reports, faults, configuration.queue().storePatience());
  }

  @Produces
  @Singleton
  AttemptJudge judge(RelayConfiguration configuration, RandomGenerator random) {
    return new AttemptJudge(
        configuration.retry(), new RetrySchedule(configuration.retry(), random));
  }

  @Produces
  @Singleton
  Router router(RelayConfiguration configuration) {
    return new Router(configuration.routing());
  }

  @Produces
  @Singleton
  DeliveryWorker worker(
      AttemptLedger ledger,
      DkimSigner signer,
      Router router,
      Transmission transmission,
      AttemptJudge judge,
      Outcomes outcomes,
      FaultPoint faults,
      InstantSource clock) {
    return new DeliveryWorker(ledger, signer, router, transmission, judge, outcomes, faults, clock);
  }

  @Produces
  @Singleton
  LaneReader reader(
      MailMessage messages, DeliveryWorker worker, DeadLetters deadLetters, LaneGate lanes) {
    return new LaneReader(messages, worker, deadLetters, lanes);
  }
}
