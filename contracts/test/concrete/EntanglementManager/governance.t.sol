// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import { IDepositMinter } from "../../../src/interfaces/IDepositMinter.sol";
import { IEntanglementManager } from "../../../src/interfaces/IEntanglementManager.sol";
import { Proof } from "../../../src/types/BitcoinTypes.sol";
import { BridgeParams, DepositState } from "../../../src/types/BridgeTypes.sol";
import { DepositFixture } from "../../utils/DepositFixture.sol";

contract GovernanceTest is DepositFixture {
    function setUp() public override {
        super.setUp();
        addStakers(3, 2 * BTC);
    }

    function test_RevertWhen_NotGuardian() external {
        _expectUnauthorized(alice);
        system.bridge.pauseDeposits(block.timestamp + 1);
        _expectUnauthorized(alice);
        system.bridge.unpauseDeposits();
        // Not even the admin, unless it is the guardian too.
        _expectUnauthorized(address(this));
        system.bridge.pauseDeposits(block.timestamp + 1);
    }

    function test_RevertWhen_PauseTooLong() external {
        uint256[3] memory times = [uint256(0), block.timestamp, block.timestamp + 10 days + 1];
        for (uint256 i; i < 3; ++i) {
            vm.expectRevert(_outOfBounds("until", times[i]));
            vm.prank(guardian);
            system.bridge.pauseDeposits(times[i]);
        }
    }

    function test_RevertWhen_PauseSpent() external {
        uint256 start = block.timestamp;
        vm.startPrank(guardian);
        system.bridge.pauseDeposits(start + 10 days);
        system.bridge.unpauseDeposits();
        vm.warp(start + 90 days - 1);
        vm.expectRevert(
            abi.encodeWithSelector(IEntanglementManager.EntanglementManager_PauseSpent.selector, start + 90 days)
        );
        system.bridge.pauseDeposits(start + 91 days);
        vm.warp(start + 90 days);
        system.bridge.pauseDeposits(start + 91 days);
        assertEq(system.bridge.pausedUntil(), start + 91 days, "again after 90 days");
    }

    /// @dev R42 as far as deposits go
    function test_PauseStopsOnlyNewDeposits() external {
        uint256 first = assigned(alice, BTC);
        uint256 second = request(alice, BTC);
        uint256 third = request(alice, 10_000);
        vm.prank(guardian);
        system.bridge.pauseDeposits(block.timestamp + 10 days);
        resolve(second);
        resolve(third);
        Proof[] memory proofs = pay(first, BTC, 6);
        system.minter.executeDeposit(first, 0, proofs);
        uint256[] memory ids = new uint256[](1);
        ids[0] = first;
        system.bridge.claimBonds(ids);
        passDeadline(second);
        system.bridge.expireDeposit(second, 0);
        vm.prank(feeRecipient);
        system.bridge.claimBalance();
        assertState(second, DepositState.Expired, "every exit stays open");
    }

    function test_UnpauseOpensAgain() external {
        vm.startPrank(guardian);
        system.bridge.pauseDeposits(block.timestamp + 1 days);
        vm.expectEmit(address(system.bridge));
        emit IEntanglementManager.DepositsUnpaused();
        system.bridge.unpauseDeposits();
        vm.stopPrank();
        request(alice, BTC);
    }

    function test_RevertWhen_NotAdmin() external {
        BridgeParams memory p = defaultParams();
        _expectUnauthorized(guardian);
        system.bridge.setParams(p);
        _expectUnauthorized(guardian);
        system.minter.setFeeRecipient(alice);
    }

    function test_RevertWhen_ParameterOutOfBounds() external {
        BridgeParams memory p = defaultParams();
        p.dustSats = 9999;
        _refused(p, "dustSats", 9999);
        p.dustSats = 1_000_001;
        _refused(p, "dustSats", 1_000_001);
        p = defaultParams();
        p.requestLimitSats = BTC - 1;
        _refused(p, "requestLimitSats", BTC - 1);
        p.requestLimitSats = 1 << 48;
        _refused(p, "requestLimitSats", 1 << 48);
        p = defaultParams();
        p.bondMinBps = 49;
        _refused(p, "bondMinBps", 49);
        p.bondMinBps = 301;
        _refused(p, "bondMinBps", 301);
        p = defaultParams();
        p.bondMaxBps = 301;
        _refused(p, "bondMaxBps", 301);
        p.bondMaxBps = 49;
        _refused(p, "bondMaxBps", 49);
        p = defaultParams();
        p.depositPeriodSeconds = 6 hours - 1;
        _refused(p, "depositPeriodSeconds", 6 hours - 1);
        p.depositPeriodSeconds = 7 days + 1;
        _refused(p, "depositPeriodSeconds", 7 days + 1);
        p = defaultParams();
        p.depositPeriodBlocks = 35;
        _refused(p, "depositPeriodBlocks", 35);
        p.depositPeriodBlocks = 1009;
        _refused(p, "depositPeriodBlocks", 1009);
    }

    function testFuzz_ParamsInsideBounds(BridgeParams memory p) external {
        p.dustSats = uint64(bound(p.dustSats, 10_000, 1_000_000));
        p.requestLimitSats = uint64(bound(p.requestLimitSats, BTC, type(uint48).max));
        p.bondMinBps = uint16(bound(p.bondMinBps, 50, 300));
        p.bondMaxBps = uint16(bound(p.bondMaxBps, p.bondMinBps, 300));
        p.depositPeriodSeconds = uint32(bound(p.depositPeriodSeconds, 6 hours, 7 days));
        p.depositPeriodBlocks = uint16(bound(p.depositPeriodBlocks, 36, 1008));
        vm.expectEmit(address(system.bridge));
        emit IEntanglementManager.ParamsSet(p);
        system.bridge.setParams(p);
        assertEq(keccak256(abi.encode(system.bridge.params())), keccak256(abi.encode(p)), "stored");
        assertEq(system.minter.feeRecipient(), feeRecipient, "fee recipient stays");
        assertEq(system.bridge.pausedUntil(), 0, "not paused");
    }

    function test_ParamsLeaveOpenDeadlines() external {
        uint256 reqId = assigned(alice, BTC);
        uint256 deadline = system.bridge.depositOf(reqId, 0).deadlineTime;
        BridgeParams memory p = defaultParams();
        p.depositPeriodSeconds = 6 hours;
        system.bridge.setParams(p);
        assertEq(system.bridge.depositOf(reqId, 0).deadlineTime, deadline, "as assigned");
    }

    function test_SetFeeRecipient() external {
        vm.expectRevert(IDepositMinter.DepositMinter_AddressZero.selector);
        system.minter.setFeeRecipient(address(0));
        vm.expectEmit(address(system.minter));
        emit IDepositMinter.FeeRecipientSet(bob);
        system.minter.setFeeRecipient(bob);
        minted(alice, BTC);
        assertEq(system.qpBTC.balanceOf(bob), 150_000, "receives fees");
    }

    function _refused(BridgeParams memory p, bytes32 name, uint256 value) private {
        vm.expectRevert(_outOfBounds(name, value));
        system.bridge.setParams(p);
    }

    function _outOfBounds(bytes32 name, uint256 value) private pure returns (bytes memory) {
        return
            abi.encodeWithSelector(IEntanglementManager.EntanglementManager_ParameterOutOfBounds.selector, name, value);
    }

    function _expectUnauthorized(address who) private {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, who));
        vm.prank(who);
    }
}
