// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import { IRequestIds } from "../../../src/interfaces/IRequestIds.sol";
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
}
