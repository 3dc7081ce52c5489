// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import { IRequestIds } from "../../../src/interfaces/IRequestIds.sol";
import { BridgeParams } from "../../../src/types/BridgeTypes.sol";
import { DepositFixture } from "../../utils/DepositFixture.sol";

contract NextTest is DepositFixture {
    function test_RevertWhen_NotIssuer() external {
        vm.expectRevert(abi.encodeWithSelector(IRequestIds.RequestIds_NotIssuer.selector, address(this)));
        system.requestIds.next();
    }

    function test_RevertWhen_IssuerSetByAnyone() external {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, alice));
        vm.prank(alice);
        system.requestIds.setIssuer(alice, true);
    }

    function test_RevertWhen_IssuerZero() external {
        vm.expectRevert(IRequestIds.RequestIds_IssuerZero.selector);
        system.requestIds.setIssuer(address(0), true);
    }

    /// @dev R8
    function test_R8_NoGapOverAllIssuers() external {
        vm.expectEmit(address(system.requestIds));
        emit IRequestIds.IssuerSet(bob, true);
        system.requestIds.setIssuer(bob, true);
        address[2] memory issuers = [address(system.bridge), bob];
        for (uint256 i; i < 10; ++i) {
            vm.prank(issuers[i % 2]);
            assertEq(system.requestIds.next(), i + 1, "one more");
        }
        assertEq(system.requestIds.last(), 10, "last");
        system.requestIds.setIssuer(bob, false);
        vm.expectRevert(abi.encodeWithSelector(IRequestIds.RequestIds_NotIssuer.selector, bob));
        vm.prank(bob);
        system.requestIds.next();
    }

    /// @dev R8: the counter shares a slot with what guardian and admin set.
    function test_R8_RulesLeaveTheCounter() external {
        vm.prank(address(system.bridge));
        system.requestIds.next();
        vm.startPrank(guardian);
        system.bridge.pauseDeposits(block.timestamp + 10 days);
        system.bridge.unpauseDeposits();
        vm.stopPrank();
        BridgeParams memory p = defaultParams();
        (p.dustSats, p.bondMinBps, p.bondMaxBps) = (1_000_000, 300, 300);
        (p.depositPeriodSeconds, p.depositPeriodBlocks) = (7 days, 1008);
        system.bridge.setParams(p);
        assertEq(system.requestIds.last(), 1, "the last id stays");
        vm.prank(address(system.bridge));
        assertEq(system.requestIds.next(), 2, "and goes on");
        assertEq(keccak256(abi.encode(system.bridge.params())), keccak256(abi.encode(p)), "beside the rules");
    }
}
