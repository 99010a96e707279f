package relay.rar.application;

import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import relay.domain.reception.SubmissionListener;

/**
 * The endpoints of one activation. An endpoint serves one caller at a time and is kept for the next
 * one, because making it costs more than a call; one whose call failed is thrown away.
 *
 * <p>No {@code beforeDelivery}: the methods run without a transaction, and then the container does
 * everything around the call itself (Jakarta Connectors 13.5.6, option A).
 */
final class EndpointPool {
  private final MessageEndpointFactory factory;
  private final ConcurrentLinkedDeque<MessageEndpoint> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  EndpointPool(MessageEndpointFactory factory) {
    this.factory = factory;
  }

  /**
   * Calls the application.
   *
   * @throws ApplicationUnavailable when no endpoint is to be had
   */
  <T> T call(Function<SubmissionListener, T> question) {
    MessageEndpoint endpoint = take();
    boolean sound = false;
    try {
      T answer = question.apply((SubmissionListener) endpoint);
      sound = true;
      return answer;
    } finally {
      if (sound && !closed) {
        idle.push(endpoint);
      } else {
        endpoint.release();
      }
    }
  }

  private MessageEndpoint take() {
    MessageEndpoint kept = idle.poll();
    if (kept != null) {
      return kept;
    }
    try {
      return factory.createEndpoint(null);
    } catch (UnavailableException e) {
      throw new ApplicationUnavailable("the application takes no calls now", e);
    }
  }

  /** Gives all idle endpoints back; those in use follow when their call ends. */
  void close() {
    closed = true;
    for (MessageEndpoint e = idle.poll(); e != null; e = idle.poll()) {
      e.release();
    }
  }
}
