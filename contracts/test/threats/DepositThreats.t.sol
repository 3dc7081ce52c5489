// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IDraws } from "../../src/interfaces/IDraws.sol";
import { IDepositMinter } from "../../src/interfaces/IDepositMinter.sol";
import { IEntanglementManager } from "../../src/interfaces/IEntanglementManager.sol";
import { IStakerRegistry } from "../../src/interfaces/IStakerRegistry.sol";
import { IStakerSelector } from "../../src/interfaces/IStakerSelector.sol";
import { Proof } from "../../src/types/BitcoinTypes.sol";
import { DepositState, DepositView } from "../../src/types/BridgeTypes.sol";
import { StakerView } from "../../src/types/StakerTypes.sol";
import { DepositFixture } from "../utils/DepositFixture.sol";

/// @notice Threats against deposits that need the whole system, by their row in `docs/security-model.md`.
contract DepositThreatsTest is DepositFixture {
    // --- T6: an outpoint credited twice, an old payment used for a new request ---

    function test_T6_ReplayInEveryState() external {
        addStakers(3, 2 * BTC);
        uint256 first = assigned(alice, BTC);
        uint256 second = assigned(bob, BTC);
        Proof[] memory proofs = pay(first, BTC, 6);
        system.minter.executeDeposit(first, 0, proofs);
        uint256 supply = system.qpBTC.totalSupply();

        vm.expectPartialRevert(IDepositMinter.DepositMinter_OutpointUsed.selector);
        system.minter.executeDeposit(first, 0, proofs);
        vm.expectPartialRevert(IDepositMinter.DepositMinter_WrongScript.selector);
        system.minter.executeDeposit(second, 0, proofs);
        passDeadline(second);
        system.bridge.expireDeposit(second, 0);
        vm.expectPartialRevert(IDepositMinter.DepositMinter_WrongScript.selector);
        system.minter.executeDeposit(second, 0, proofs);
        assertEq(system.qpBTC.totalSupply(), supply, "once");
        assertTrue(system.minter.consumed(sha256d(proofs[0].tx), 0), "for ever");
    }

    /// @dev A second payment to the script of a minted share is a claim of its own: minted while there is room, once.
    function test_T6_SecondPaymentToAMintedShare() external {
        addStakers(3, 2 * BTC);
        uint256 reqId = minted(alice, BTC);
        Proof[] memory proofs = pay(reqId, BTC, 6);
        system.minter.executeDeposit(reqId, 0, proofs);
        assertEq(system.qpBTC.totalSupply(), 2 * BTC, "both");
        vm.expectPartialRevert(IDepositMinter.DepositMinter_OutpointUsed.selector);
        system.minter.executeDeposit(reqId, 0, proofs);
        system.minter.executeDeposit(reqId, 0, pay(reqId, BTC, 6));
        assertEq(system.qpBTC.totalSupply(), 2 * BTC, "the third waits: its staker is full");
        assertEq(system.minter.paymentsOf(reqId, 0).paidSats, 3 * BTC, "and is not lost");
        assertState(reqId, DepositState.Minted, "the share is what it was");
    }

    // --- T7: several draws in one block ---

    /// forge-config: ci.fuzz.runs = 128
    function testFuzz_T7_FiftyRequestsInOneBlock(uint256 seed) external {
        addStakers(5, BTC);
        uint256 count;
        uint64 promised;
        for (uint256 i; i < 50; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint64 sats = uint64(bound(seed, 10_000, BTC / 4));
            uint256 bond = 1 ether;
            vm.prank(alice);
            try system.bridge.requestDeposit{ value: bond }(sats, alice, REFUND_KEY, false) {
                ++count;
                promised += sats;
            } catch (bytes memory reason) {
                assertEq(
                    bytes32(bytes4(reason)),
                    bytes32(IStakerSelector.StakerSelector_CapacityShort.selector),
                    "refused only for capacity"
                );
            }
        }
        assertEq(system.selector.held(), promised, "all held at once");
        vm.roll(vm.getBlockNumber() + 3);
        for (uint256 reqId = 1; reqId <= count; ++reqId) {
            system.bridge.resolveDeposit(reqId);
            assertState(reqId, DepositState.Assigned, "a promise kept");
        }
        uint64 reserved;
        for (uint256 i; i < 5; ++i) {
            StakerView memory staker = system.registry.stakerOf(stakers[i]);
            assertLe(staker.issued + staker.toBeIssued, BTC, "R2: never more than the collateral backs");
            reserved += staker.toBeIssued;
        }
        assertEq(reserved, promised, "all reserved");
        assertEq(system.selector.held(), 0, "nothing held any more");
    }

    // --- T8: holding capacity to keep others out ---

    function test_T8_CostOfHoldingAllCapacity() external {
        addStakers(5, BTC);
        uint256 before = alice.balance;
        uint64 taken;
        uint256 count;
        while (true) {
            uint64 most = system.selector.available();
            if (most < 10_000) break;
            resolve(request(alice, most));
            taken += most;
            ++count;
        }
        assertEq(taken, 5 * BTC, "all of it");
        uint256 cost = before - alice.balance;
        assertGe(cost, uint256(taken) * 1e10 / 200, "at least 0.5 %");
        passDeadline(count);
        assertEq(count, 1, "one request, split over all");
        assertEq(cost, uint256(taken) * 1e10 * 3 / 100, "at the highest rate");
        for (uint8 share; share < 5; ++share) {
            system.bridge.expireDeposit(count, share);
        }
        assertEq(before - alice.balance, cost, "and all of it is lost");
        uint256 gained = system.bridge.balanceOf(feeRecipient);
        for (uint256 i; i < 5; ++i) {
            gained += system.bridge.balanceOf(stakers[i]);
        }
        assertEq(gained, cost, "to those who were held up");
    }

    // --- T9: choosing the staker ---

    /// @dev Nothing brings a draw back: it cannot be cancelled, and what it finds cannot be refused for nothing.
    function test_T9_RetryCostsABond() external {
        addStakers(5, 10 * BTC);
        uint256 reqId = assigned(alice, BTC);
        uint256 bond = system.bridge.depositOf(reqId, 0).bondWei;
        uint256[] memory ids = new uint256[](1);
        ids[0] = reqId;
        vm.expectPartialRevert(IEntanglementManager.EntanglementManager_WrongState.selector);
        system.bridge.claimBonds(ids);
        uint256 before = alice.balance;
        assigned(alice, BTC);
        assertGe(before - alice.balance, bond, "another try costs another bond");
    }

    /// @dev A draw is not open to whoever waits for a better seed: anyone resolves it within its 256 blocks, and once
    /// missed the next seed is again one that nobody knows.
    function test_T9_MissedWindowIsCommittedAgain() external {
        addStakers(5, 10 * BTC);
        uint256 reqId = request(alice, BTC);
        vm.roll(vm.getBlockNumber() + 259);
        vm.prank(bob);
        system.bridge.resolveDeposit(reqId);
        assertEq(system.selector.drawBlockOf(reqId), vm.getBlockNumber(), "a block whose next hashes are unknown");
        vm.expectPartialRevert(IDraws.StakerSelector_TooEarly.selector);
        system.bridge.resolveDeposit(reqId);
    }

    /// @dev What a staker changes after the seed is known does not reach its weight before the draw is over.
    function test_T9_WeightsCannotBeTuned() external {
        addStakers(5, 10 * BTC);
        request(alice, BTC);
        vm.roll(vm.getBlockNumber() + 3);
        uint256 weight = system.selector.weightOf(1);
        addCollateral(stakers[0], collateralFor(90 * BTC));
        assertEq(system.selector.weightOf(1), weight, "more collateral");
        vm.prank(stakers[0]);
        system.registry.setAcceptLimit(0);
        assertEq(system.selector.weightOf(1), weight, "a lower limit");
        vm.prank(stakers[0]);
        system.registry.requestUnstake(1);
        assertEq(system.selector.weightOf(1), weight, "less collateral");
        _refuseRefresh();
        feed.set(PRICE * 97 / 100, 0);
        _refuseRefresh();
        feed.set(PRICE, 0);
        vm.prank(stakers[0]);
        system.registry.cancelUnstake();
        vm.roll(vm.getBlockNumber() + 258);
        assertApproxEqAbs(system.registry.drawableCapacity(1), 10 * BTC, 1, "until the last block of any open draw");
    }

    /// @dev Whoever refreshes after a price move must not choose among those who were refreshed and those who were not.
    function test_T9_RefreshWaitsForTheDraw() external {
        addStakers(3, 10 * BTC);
        uint256 reqId = request(alice, BTC);
        feed.set(PRICE * 97 / 100, 0);
        system.registry.refreshWeight(stakers[1]);
        vm.roll(vm.getBlockNumber() + 2);
        system.registry.refreshWeight(stakers[2]);
        vm.roll(vm.getBlockNumber() + 1);
        _refuseRefresh();
        system.bridge.resolveDeposit(reqId);
        system.registry.refreshWeight(stakers[0]);

        reqId = request(alice, BTC);
        vm.roll(vm.getBlockNumber() + 258);
        _refuseRefresh();
        vm.roll(vm.getBlockNumber() + 1);
        system.registry.refreshWeight(stakers[0]);
    }

    function _refuseRefresh() private {
        vm.expectRevert(IStakerRegistry.StakerRegistry_DrawOpen.selector);
        system.registry.refreshWeight(stakers[0]);
    }
}
