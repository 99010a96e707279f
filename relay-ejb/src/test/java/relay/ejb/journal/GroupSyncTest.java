package relay.ejb.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GroupSyncTest {
  @Test
  void shouldSyncOnceForAllThatWroteWhileASyncWasRunning() throws Exception {
    var disk = new SlowDisk();
    var sync = new GroupSync(disk);
    var pool = Executors.newFixedThreadPool(6);

    disk.written.set(1);
    var leader = pool.submit(() -> await(sync, 1));
    disk.entered.await(60, TimeUnit.SECONDS);
    disk.written.set(6);
    var followers = new java.util.ArrayList<java.util.concurrent.Future<?>>();
    for (int i = 2; i <= 6; i++) {
      int position = i;
      followers.add(pool.submit(() -> await(sync, position)));
    }
    disk.goOn.countDown();
    leader.get(60, TimeUnit.SECONDS);
    for (var follower : followers) {
      follower.get(60, TimeUnit.SECONDS);
    }
    pool.shutdown();

    assertThat(disk.syncs.get()).isEqualTo(2);
  }

  @Test
  void shouldFailForEverybodyWhoseOctetsMayBeLost() {
    var disk = new SlowDisk();
    disk.goOn.countDown();
    disk.broken = true;
    disk.written.set(2);
    var sync = new GroupSync(disk);

    assertThatThrownBy(() -> sync.await(1)).isInstanceOf(IOException.class);
    disk.broken = false;
    assertThatThrownBy(() -> sync.await(2)).isInstanceOf(IOException.class);
  }

  private static Void await(GroupSync sync, long position) throws IOException {
    sync.await(position);
    return null;
  }

  private static final class SlowDisk implements GroupSync.Disk {
    final AtomicLong written = new AtomicLong();
    final AtomicInteger syncs = new AtomicInteger();
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch goOn = new CountDownLatch(1);
    volatile boolean broken;

    @Override
    public long written() {
      return written.get();
    }

    @Override
    public void sync() throws IOException {
      entered.countDown();
      try {
        goOn.await(60, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      syncs.incrementAndGet();
      if (broken) {
        throw new IOException("no disk");
      }
    }
  }
}
