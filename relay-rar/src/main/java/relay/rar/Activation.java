package relay.rar;

import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.WorkManager;
import java.io.IOException;
import relay.domain.configuration.RelayConfiguration;
import relay.rar.application.Application;
import relay.rar.listener.Listeners;

/** One application's use of the listeners, from endpointActivation to endpointDeactivation. */
final class Activation {
  private final Application application;
  private final Listeners listeners;

  private Activation(Application application, Listeners listeners) {
    this.application = application;
    this.listeners = listeners;
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
    return new Activation(application, Listeners.start(configuration.node(), smtp, application));
  }

  Listeners listeners() {
    return listeners;
  }

  void stop() {
    listeners.stop();
    application.close();
  }
}
