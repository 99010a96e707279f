package relay.ejb.authentication;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** A body in memory that may not grow beyond its bound. */
public final class LimitedBody implements HttpResponse.BodySubscriber<byte[]> {
  private final int octetsMax;
  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
  private Flow.Subscription subscription;

  public LimitedBody(int octetsMax) {
    this.octetsMax = octetsMax;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return whole;
  }

  @Override
  public void onSubscribe(Flow.Subscription begun) {
    subscription = begun;
    begun.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> blocks) {
    for (ByteBuffer block : blocks) {
      if (octets.size() + block.remaining() > octetsMax) {
        subscription.cancel();
        whole.completeExceptionally(new IOException("the answer is longer than " + octetsMax));
        return;
      }
      byte[] some = new byte[block.remaining()];
      block.get(some);
      octets.write(some, 0, some.length);
    }
    subscription.request(1);
  }

  @Override
  public void onError(Throwable failure) {
    whole.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    whole.complete(octets.toByteArray());
  }
}
