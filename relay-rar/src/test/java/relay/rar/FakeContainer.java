package relay.rar;

import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.XATerminator;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.ExecutionContext;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkContext;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkListener;
import jakarta.resource.spi.work.WorkManager;
import jakarta.resource.spi.work.WorkRejectedException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.Method;
import java.util.Timer;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAResource;
import relay.domain.reception.LoginAttempt;
import relay.domain.reception.LoginMessage;
import relay.domain.reception.LoginStep;
import relay.domain.reception.LoginVerdict;
import relay.domain.reception.Receipt;
import relay.domain.reception.ReceptionPolicy;
import relay.domain.reception.Submission;
import relay.domain.reception.SubmissionListener;

/** As much of a container as a resource adapter sees, around an application of the test. */
final class FakeContainer implements BootstrapContext, WorkManager, MessageEndpointFactory {
  static final String THREAD_NAME = "container-thread";

  final AtomicInteger endpointsMade = new AtomicInteger();
  final AtomicInteger endpointsReleased = new AtomicInteger();
  final AtomicInteger callsOffThread = new AtomicInteger();
  final AtomicInteger callsAtOnce = new AtomicInteger();
  final AtomicInteger callsAtOnceMax = new AtomicInteger();
  volatile boolean available = true;
  volatile boolean hasThreads = true;
  private final SubmissionListener application;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, THREAD_NAME);
            thread.setDaemon(true);
            return thread;
          });

  FakeContainer(SubmissionListener application) {
    this.application = application;
  }

  void stop() {
    threads.shutdownNow();
  }

  @Override
  public MessageEndpoint createEndpoint(XAResource resource) throws UnavailableException {
    if (!available) {
      throw new UnavailableException("not deployed");
    }
    endpointsMade.incrementAndGet();
    return new Endpoint();
  }

  @Override
  public MessageEndpoint createEndpoint(XAResource resource, long timeout)
      throws UnavailableException {
    return createEndpoint(resource);
  }

  /** One at a time, never after its release: what containers insist on. */
  private final class Endpoint implements MessageEndpoint, SubmissionListener {
    private final AtomicInteger users = new AtomicInteger();
    private volatile boolean released;

    @Override
    public void beforeDelivery(Method method) {
      throw new IllegalStateException("the methods are not transacted");
    }

    @Override
    public void afterDelivery() {
      throw new IllegalStateException("the methods are not transacted");
    }

    @Override
    public void release() {
      if (released) {
        throw new IllegalStateException("released twice");
      }
      released = true;
      endpointsReleased.incrementAndGet();
    }

    @Override
    public ReceptionPolicy policy() {
      return call(application::policy);
    }

    @Override
    public LoginVerdict login(LoginAttempt attempt) {
      return call(() -> application.login(attempt));
    }

    @Override
    public LoginVerdict open(LoginAttempt attempt) {
      return call(() -> application.open(attempt));
    }

    @Override
    public LoginStep login(LoginMessage message) {
      return call(() -> application.login(message));
    }

    @Override
    public Receipt submit(Submission mail) {
      return call(() -> application.submit(mail));
    }

    private <T> T call(java.util.function.Supplier<T> method) {
      if (released || users.incrementAndGet() != 1) {
        throw new IllegalStateException("released, or used by two callers at once");
      }
      if (!Thread.currentThread().getName().equals(THREAD_NAME)) {
        callsOffThread.incrementAndGet();
      }
      callsAtOnceMax.accumulateAndGet(callsAtOnce.incrementAndGet(), Math::max);
      try {
        return method.get();
      } finally {
        callsAtOnce.decrementAndGet();
        users.decrementAndGet();
      }
    }
  }

  @Override
  public void doWork(Work work) throws WorkException {
    if (!hasThreads) {
      throw new WorkRejectedException("pool exhausted");
    }
    try {
      threads.submit(work).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new WorkException(e);
    }
  }

  @Override
  public void doWork(Work work, long startTimeout, ExecutionContext context, WorkListener listener)
      throws WorkException {
    doWork(work);
  }

  @Override
  public long startWork(Work work) {
    throw new UnsupportedOperationException("not used");
  }

  @Override
  public long startWork(Work work, long timeout, ExecutionContext context, WorkListener listener) {
    throw new UnsupportedOperationException("not used");
  }

  @Override
  public void scheduleWork(Work work) {
    throw new UnsupportedOperationException("not used");
  }

  @Override
  public void scheduleWork(
      Work work, long timeout, ExecutionContext context, WorkListener listener) {
    throw new UnsupportedOperationException("not used");
  }

  @Override
  public boolean isDeliveryTransacted(Method method) {
    return false;
  }

  @Override
  public String getActivationName() {
    return "test";
  }

  @Override
  public Class<?> getEndpointClass() {
    return SubmissionListener.class;
  }

  @Override
  public WorkManager getWorkManager() {
    return this;
  }

  @Override
  public XATerminator getXATerminator() {
    return null;
  }

  @Override
  public Timer createTimer() {
    throw new UnsupportedOperationException("not used");
  }

  @Override
  public boolean isContextSupported(Class<? extends WorkContext> kind) {
    return false;
  }

  @Override
  public TransactionSynchronizationRegistry getTransactionSynchronizationRegistry() {
    return null;
  }
}
