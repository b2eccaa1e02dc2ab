package io.entryguard.resources.local.service;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;

/** The addresses on which services listen: loopback, and Docker's bridge for containers. */
final class Addresses {
  private Addresses() {}

  static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }

  /**
   * Docker's bridge on Linux, by which containers reach this machine ({@code sam local} runs
   * functions in containers). Empty with Docker Desktop, which maps to the loopback address.
   */
  static Optional<InetAddress> containerBridge() {
    try {
      return Optional.ofNullable(NetworkInterface.getByName("docker0"))
          .flatMap(bridge ->
              bridge
                  .inetAddresses()
                  .filter(address -> address instanceof Inet4Address)
                  .findFirst());
    } catch (SocketException e) {
      return Optional.empty();
    }
  }
}
