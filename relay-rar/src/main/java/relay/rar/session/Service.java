package relay.rar.session;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import relay.domain.listener.ListenerSettings;
import relay.domain.listener.SmtpSettings;
import relay.rar.application.Application;
import relay.rar.content.Intake;
import relay.rar.tls.ServerTls;

/**
 * What all sessions of one listener share.
 *
 * @param stopping true when no new mail may be begun
 */
public record Service(
    ListenerSettings listener,
    SmtpSettings settings,
    String hostName,
    Application application,
    Intake.Store store,
    ServerTls tls,
    Tarpit tarpit,
    AtomicBoolean stopping,
    InstantSource clock,
    LongSupplier nanoTime) {}
