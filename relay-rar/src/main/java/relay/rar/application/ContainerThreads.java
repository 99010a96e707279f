package relay.rar.application;

import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;
import java.util.function.Supplier;

/**
 * Runs a question on a thread of the container and waits for the answer. Connections have threads
 * of their own, so that idle clients do not use up the container's; but what calls into the
 * container must run on one of its platform threads (a virtual thread can deadlock it).
 */
final class ContainerThreads {
  private final WorkManager work;

  ContainerThreads(WorkManager work) {
    this.work = work;
  }

  /**
   * The answer, or the question's own unchecked exception.
   *
   * @throws ApplicationUnavailable when the container has no thread for it
   */
  <T> T run(Supplier<T> question) {
    var call = new Call<>(question);
    try {
      work.doWork(call, WorkManager.INDEFINITE, null, null);
    } catch (WorkException e) {
      if (call.failure == null) {
        throw new ApplicationUnavailable("the container has no thread for a call", e);
      }
    }
    return call.answer();
  }

  /** Written by the container's thread, read after doWork returned, which orders both. */
  private static final class Call<T> implements Work {
    private final Supplier<T> question;
    private boolean ran;
    private T answer;
    private RuntimeException failure;

    Call(Supplier<T> question) {
      this.question = question;
    }

    @Override
    public void run() {
      try {
        answer = question.get();
      } catch (RuntimeException e) {
        failure = e;
      }
      ran = true;
    }

    T answer() {
      if (failure != null) {
        throw failure;
      }
      if (!ran) {
        throw new ApplicationUnavailable("the container did not run the call");
      }
      return answer;
    }

    @Override
    public void release() {
      // The call ends by itself within the application's own time limits.
    }
  }
}
