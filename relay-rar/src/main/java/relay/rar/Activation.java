package relay.rar;

import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.WorkManager;
import java.io.IOException;
import java.util.Optional;
import relay.domain.configuration.RelayConfiguration;
import relay.rar.application.Application;
import relay.rar.listener.Listeners;
import relay.rar.pop.PopDoor;

/** One application's use of the listeners, from endpointActivation to endpointDeactivation. */
final class Activation {
  private final Application application;
  private final Listeners listeners;
  private final Optional<PopDoor> pop;

  private Activation(Application application, Listeners listeners, Optional<PopDoor> pop) {
    this.application = application;
    this.listeners = listeners;
    this.pop = pop;
  }

  static Activation start(
      RelayConfiguration configuration, MessageEndpointFactory endpoints, WorkManager work)
      throws IOException {
    var smtp = configuration.smtp();
    Application application =
        new Application(
            endpoints,
            work,
            smtp.content().callsAtOnce(),
            smtp.content().callWait(),
            System::nanoTime);
    Optional<PopDoor> pop =
        PopDoor.start(configuration.node(), smtp, configuration.pop(), application);
    try {
      return new Activation(
          application,
          Listeners.start(
              configuration.node(), smtp, configuration.content().encryption(), application),
          pop);
    } catch (IOException | RuntimeException e) {
      pop.ifPresent(PopDoor::stop);
      throw e;
    }
  }

  Listeners listeners() {
    return listeners;
  }

  /** Empty unless the settings want SMTP-after-POP. */
  Optional<PopDoor> pop() {
    return pop;
  }

  void stop() {
    pop.ifPresent(PopDoor::stop);
    listeners.stop();
    application.close();
  }
}
