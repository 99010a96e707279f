package relay.rar.pop;

import java.util.function.LongSupplier;
import relay.domain.listener.SmtpSettings;
import relay.domain.pop.PopSettings;
import relay.rar.application.Application;
import relay.rar.tls.ServerTls;

/**
 * What all POP3 sessions share.
 *
 * @param smtp whose limits of sessions and times hold here too
 */
record PopService(
    PopSettings settings,
    SmtpSettings smtp,
    Application application,
    ServerTls tls,
    LongSupplier nanoTime) {}
