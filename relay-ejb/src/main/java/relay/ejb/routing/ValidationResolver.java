package relay.ejb.routing;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.TSIG;

/**
 * Whom the library's validator asks: the validation for which it asks. All that resolvers can be
 * set to is ours, so the setters do nothing.
 */
final class ValidationResolver implements Resolver {
  @Override
  public CompletionStage<Message> sendAsync(Message query, Executor executor) {
    return ((Validation) executor).asked(query);
  }

  @Override
  public CompletionStage<Message> sendAsync(Message query) {
    throw new UnsupportedOperationException("only for validations");
  }

  @Override
  public void setPort(int port) {}

  @Override
  public void setTCP(boolean flag) {}

  @Override
  public void setIgnoreTruncation(boolean flag) {}

  @Override
  public void setEDNS(int version, int payloadSize, int flags, List<EDNSOption> options) {}

  @Override
  public void setTSIGKey(TSIG key) {}

  @Override
  public void setTimeout(Duration timeout) {}
}
