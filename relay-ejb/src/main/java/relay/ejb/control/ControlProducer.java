package relay.ejb.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import relay.domain.audit.AuditLog;
import relay.domain.audit.AuditPen;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlKinds;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlStore;
import relay.domain.tenancy.CurrentTenancy;
import relay.domain.tenancy.TenancyIndex;
import relay.domain.tenancy.TenancyKinds;
import relay.ejb.audit.AuditMark;
import relay.ejb.audit.DatabaseAuditLog;
import relay.ejb.database.Database;

/**
 * Makes the one memory of the control objects and who reads and writes it. A concept's own kind
 * joins when a bean of type {@code ControlKind<ItsType>} is produced anywhere in this module.
 */
@ApplicationScoped
public class ControlProducer {

  @Produces
  @Singleton
  ControlKinds kinds(@Any Instance<ControlKind<?>> others) {
    List<ControlKind<?>> all = new ArrayList<>(TenancyKinds.ALL);
    others.forEach(all::add);
    return new ControlKinds(all);
  }

  @Produces
  @Singleton
  ControlFile file(RelayConfiguration configuration, ControlKinds kinds) {
    return new ControlFile(configuration.node().dataFolder(), kinds);
  }

  @Produces
  @Singleton
  ControlMemory memory(ControlFile file) {
    return new ControlMemory(file.read());
  }

  @Produces
  @Singleton
  AuditMark mark(RelayConfiguration configuration) {
    return new AuditMark(configuration.node().dataFolder());
  }

  @Produces
  @Singleton
  AuditLog audit(Database database, AuditMark mark) {
    return new DatabaseAuditLog(database, mark);
  }

  @Produces
  @Singleton
  AuditPen pen(AuditLog audit, InstantSource clock) {
    return new AuditPen(audit, clock);
  }

  @Produces
  @Singleton
  ControlStore store(
      Database database, ControlMemory memory, ControlKinds kinds, InstantSource clock) {
    return new DatabaseControlStore(database, memory, kinds, clock);
  }

  @Produces
  @Singleton
  ControlWatch watch(
      Database database,
      ControlMemory memory,
      ControlKinds kinds,
      ControlFile file,
      AuditMark mark) {
    return new ControlWatch(database, memory, kinds, file, mark);
  }

  @Produces
  @Singleton
  CurrentTenancy tenancy(ControlSource source) {
    return new TenancyIndex(source);
  }
}
